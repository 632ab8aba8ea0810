"""A real browser that reaches no network, and what it saw while a page was open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import geopandas as gpd
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Route,
    expect,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

from geomap.frame import to_frame
from geomap.incidents import merge_reports
from tests.samples import BELGOROD, BLACK_SEA, CRIMEA, KOPANKY, KURSK_OBLAST, KYIV, ODESA, report

CHROMIUM = "/usr/bin/chromium"
# Every name resolves to nothing, so that a request which slips past the route fails too.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@dataclass
class Opened:
    """A page that was opened, and all that it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def network(self) -> list[str]:
        """Return the requests that would have left the machine."""
        return [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))]

    def map_call(self, call: str) -> None:
        """Run a call on the L.Map."""
        self.page.evaluate(f"() => {{ map_1.{call}; }}")


class Listener(ThreadingHTTPServer):
    """An HTTP server that answers nothing of use and remembers the paths asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Remember)
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Remember(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Listener)
        self.server.asked.append(self.path)
        self.send_response(204)
        self.end_headers()

    do_POST = do_GET  # noqa: N815 - names of the standard library

    def log_message(self, *_: object) -> None:
        """Say nothing."""


Open = Callable[..., Opened]
PATIENCE = 60_000  # milliseconds: the machine may be busy; only a failure takes so long
expect.set_options(timeout=20_000)


def wait_until(is_so: Callable[[], bool], page: Page) -> None:
    """Let the page work until something holds that is seen from outside of it."""
    for _ in range(PATIENCE // 50):
        if is_so():
            return
        page.wait_for_timeout(50)
    pytest.fail("it never came to that")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = CHROMIUM if os.access(CHROMIUM, os.X_OK) else None
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        except PlaywrightError as error:
            pytest.skip(f"no browser: playwright install chromium ({error.message[:100]})")
        yield started
        started.close()


@pytest.fixture
def open_map(browser: Browser) -> Iterator[Open]:
    """Open a page from disk and wait until its incidents are drawn."""
    contexts: list[BrowserContext] = []

    def open_page(
        path: Path,
        *,
        fragment: str = "",
        width: int = 1280,
        height: int = 800,
        wait: bool = True,
        before: str | None = None,
        route: bool = True,
        bypass_csp: bool = False,
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": height}, bypass_csp=bypass_csp
        )
        contexts.append(context)
        if route:
            context.route("**/*", _only_files)
        if before is not None:
            context.add_init_script(before)
        context.set_default_timeout(PATIENCE)
        opened = Opened(context.new_page())
        _record(opened)
        opened.page.goto(path.as_uri() + fragment)
        if wait:
            opened.page.wait_for_selector("html[data-geomap=ready]", state="attached")
        return opened

    yield open_page
    for context in contexts:
        context.close()


def _only_files(route: Route) -> None:
    if route.request.url.startswith("file:"):
        route.continue_()
    else:
        route.abort()


def _record(opened: Opened) -> None:
    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            opened.complaints.append(message.text)

    def asked(request: Request) -> None:
        opened.requests.append(request.url)

    opened.page.on("console", said)
    opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.page.on("request", asked)
    opened.page.on("dialog", lambda dialog: opened.complaints.append(f"dialog {dialog.message}"))


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A server on this machine that counts who comes."""
    with Listener() as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def frame() -> gpd.GeoDataFrame:
    return to_frame(
        merge_reports(
            [
                report("r1", "strike.drone", KYIV),
                report("r2", "strike.missile", BELGOROD),
                report("r3", "control.advance", KOPANKY, sentence="Forces entered Kopanky."),
                report("r4", "strike.drone", KURSK_OBLAST),
                report("r5", "strike.air", CRIMEA),
                report("r6", "sea.attack", BLACK_SEA),
                report("r7", "air_defence.intercept", ODESA),
            ]
        )
    )
