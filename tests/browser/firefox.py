"""
A Firefox that is driven by WebDriver BiDi, which it speaks by itself: no driver program is needed.

https://www.w3.org/TR/webdriver-bidi/ names the commands. Only what the tests use is here.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("firefox-esr", "firefox")
# No name resolves and nothing is fetched: tests never leave the machine.
_PREFERENCES = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
}
_PATIENCE = 120.0  # seconds: the machine may be busy


def firefox_path() -> str | None:
    """Return where Firefox is, None if it is not installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class RefusedError(AssertionError):
    """Firefox would not do what it was told."""


class Firefox:
    """One tab. Complaints of the page, errors and warnings, gather in `complaints`."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.number = 0
        self.complaints: list[str] = []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded"])
        self.tab = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **params: Any) -> Any:
        """Send a command and return its result; events that come first are taken note of."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=_PATIENCE))
            if answer.get("method") == "log.entryAdded":
                entry = answer["params"]
                if entry["level"] in ("error", "warn"):
                    self.complaints.append(str(entry["text"]))
            elif answer.get("id") == self.number:
                if answer["type"] == "error":
                    raise RefusedError(f"{method}: {answer['error']}: {answer['message']}")
                return answer["result"]

    def open(self, address: str, *, width: int = 1280, height: int = 800) -> None:
        """Open a map and wait until its incidents are drawn."""
        self.send("browsingContext.setViewport", context=self.tab,
                  viewport={"width": width, "height": height})  # fmt: skip
        # Asked for, not awaited: the answer to "complete" can be lost on a busy machine.
        self.send("browsingContext.navigate", context=self.tab, url="about:blank", wait="none")
        self.wait_for("location.href === 'about:blank'")
        self.send("browsingContext.navigate", context=self.tab, url=address, wait="none")
        self.wait_for("document.documentElement.dataset.geomap === 'ready'")

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression as JSON makes it."""
        found = self.send(
            "script.evaluate", expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self.tab}, awaitPromise=True,
        )  # fmt: skip
        assert found["type"] == "success", found
        text = found["result"].get("value")
        return None if text is None else json.loads(text)

    def wait_for(self, condition: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + _PATIENCE
        while not self._holds(condition):
            assert time.monotonic() < end, f"never true: {condition}"
            time.sleep(0.05)

    def _holds(self, condition: str) -> bool:
        try:
            return bool(self.evaluate(condition))
        except RefusedError:  # the page is just being changed for another
            return False

    def click_on(self, selector: str) -> None:
        """Click in the middle of the first element that fits."""
        box = f"document.querySelector({json.dumps(selector)}).getBoundingClientRect()"
        x, y, width, height = self.evaluate(
            f"(({{x, y, width, height}}) => [x, y, width, height])({box})"
        )
        self.click(x + width / 2, y + height / 2)

    def click(self, x: float, y: float) -> None:
        """Click at a place of the page."""
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        push = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        mouse = {"type": "pointer", "id": "mouse", "actions": [move, *push]}
        self.send("input.performActions", context=self.tab, actions=[mouse])


@contextmanager
def running_firefox(path: str, profile: Path) -> Iterator[Firefox]:
    """Start a Firefox with a profile of its own, and end it."""
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    process = subprocess.Popen(  # noqa: S603 - the browser itself
        [path, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        address = next(
            found[1] for line in process.stderr
            if (found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line))
        )  # fmt: skip
        with connect(f"{address}/session", max_size=None) as socket:
            yield Firefox(socket)
    finally:
        process.terminate()
        process.communicate(timeout=_PATIENCE)
