"""The wheel, alone in an empty environment, does what the checkout does."""

import os
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command without anything that would let it see the checkout."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PIP", "VIRTUAL"))}
    done = subprocess.run(  # noqa: S603
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def declared(wheel_requirements: list[str]) -> dict[str, Distribution]:
    """Return the distributions that the requirements pull in, and theirs: no more."""
    found: dict[str, Distribution] = {}
    pending = [(Requirement(text), "") for text in wheel_requirements]
    while pending:
        requirement, extra = pending.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        if name in found:
            continue
        found[name] = distribution(name)
        extras = ["", *requirement.extras]
        pending += [(Requirement(r), e) for r in found[name].requires or () for e in extras]
    return found


def share(packages: dict[str, Distribution], site: Path) -> None:
    """Let an environment see installed packages without fetching them."""
    for package in packages.values():
        for name in {file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}:
            target = site / name
            if not target.exists():
                target.symlink_to(Path(str(package.locate_file(name))))


@pytest.mark.slow
def test_wheel_in_an_empty_environment_builds_a_map(tmp_path: Path) -> None:
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    wheel = run(sys.executable, "-c", build, tmp_path, cwd=ROOT).split()[-1]

    home = tmp_path / "env"
    venv.create(home, with_pip=True, symlinks=True)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(home)}))
    scripts = Path(sysconfig.get_path("scripts", "venv", {"base": str(home)}))
    pip = (scripts / "python", "-m", "pip", "--disable-pip-version-check", "install", "--no-deps")
    run(*pip, "--no-index", tmp_path / wheel, cwd=tmp_path)
    (metadata,) = site.glob("geomap-*.dist-info")
    requires = Distribution.at(metadata).requires or []
    share(declared(requires), site)

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text("Drones hit Odesa overnight, killing two.", encoding="utf-8")
    printed = run(scripts / "geomap", "build", "a.txt", "-o", "map", cwd=elsewhere)
    assert printed.strip() == str(Path("map", "map.html"))
    assert "Odesa" in (elsewhere / "map" / "incidents.csv").read_text(encoding="utf-8")
    assert "Kupiansk" in run(scripts / "geomap", "locate", "Kupiansk", cwd=elsewhere)
