"""A real browser for tests: Chromium, spoken to over a pipe in its own protocol.

Nothing listens on the network. Source: Chrome DevTools Protocol 1.3 (Page, Runtime, Emulation,
Input, Log); messages end with a zero byte on file descriptors 3 and 4.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from outside import browser

_ARGUMENTS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"),
    *("--disable-dev-shm-usage", "--disable-background-networking", "--remote-debugging-pipe"),
    "--disable-extensions",
    "--allow-file-access-from-files=false",
)
_PATIENCE_S = 60  # a browser that says nothing for so long hangs
_HIGHEST_OWN = 10  # the pipes must not be where the child wants them before they are put there


class Tab:
    """One page of the browser. `complaints` is all that its console was told."""

    def __init__(self, pipes: _Pipes) -> None:
        self._pipes = pipes
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self._is_loaded = False
        target = pipes.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = pipes.call("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
        """Call a method of the protocol and return its result."""
        return self._pipes.call(method, parameters or {}, self._session, self._hear)

    def _hear(self, message: dict[str, Any]) -> None:
        told = message.get("params", {})
        self._is_loaded |= message.get("method") == "Page.loadEventFired"
        if message.get("method") == "Log.entryAdded":
            self.complaints.append(told["entry"]["text"])
        elif message.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(told["exceptionDetails"]))
        elif message.get("method") == "Runtime.consoleAPICalled":
            self.complaints.append(json.dumps(told["args"]))
        elif message.get("method") == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"][:60])

    def resize(self, width: int, height: int, *, is_dark: bool = False, scale: float = 1) -> None:
        """Make the window as large as that, in pixels of CSS."""
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.call("Emulation.setEmulatedMedia", {"features": [scheme, still]})

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a file and wait until it is drawn."""
        self._is_loaded = False
        self.call("Page.navigate", {"url": path.resolve().as_uri() + fragment})
        while not self._is_loaded:
            self._hear(self._pipes.next())

    def open_without_script(self, path: Path) -> None:
        """Open a file as a browser does that runs no scripts; questions can be asked after."""
        self.call("Emulation.setScriptExecutionDisabled", {"value": True})
        self.open(path)
        self.call("Emulation.setScriptExecutionDisabled", {"value": False})

    def settle(self) -> None:
        """Wait until two frames were drawn: what events and scrolling do is done then."""
        self.ask("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def ask(self, expression: str) -> Any:
        """Return the value of an expression of JavaScript; promises are waited for."""
        asked = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        answer = self.call("Runtime.evaluate", asked)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Click in the middle of an element, as a hand does, after scrolling it into view."""
        chosen = f"document.querySelector({json.dumps(selector)})"
        self.ask(f"{chosen}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
        self.settle()
        box = self.ask(f"(({chosen}).getClientRects()[0]).toJSON()")
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for kind in ("mousePressed", "mouseReleased"):
            event = {"type": kind, "button": "left", "clickCount": 1, **place}
            self.call("Input.dispatchMouseEvent", event)
        self.settle()

    def press(self, key: str, code: int) -> None:
        """Press a key; `code` is its number in Windows, by which the browser knows it."""
        for kind in ("rawKeyDown", "keyUp"):
            event = {"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code}
            self.call("Input.dispatchKeyEvent", event)
        self.settle()

    def picture(self, path: Path, *, is_whole: bool = False) -> None:
        """Write what the window shows as PNG, or the whole page."""
        shot = self.call("Page.captureScreenshot", {"captureBeyondViewport": is_whole})
        path.write_bytes(base64.b64decode(shot["data"]))


class _Pipes:
    """Messages to the browser and from it, one after the other."""

    def __init__(self, reader: int, writer: int) -> None:
        self._reader, self._writer = reader, writer
        self._number = 0
        self._rest = b""

    def call(
        self, method: str, parameters: dict[str, Any], session: str = "", hear: Any = None
    ) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._writer, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.next()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer["error"])
                return dict(answer["result"])
            if hear and answer.get("sessionId") == session:
                hear(answer)

    def next(self) -> dict[str, Any]:
        """Return what the browser says next."""
        while b"\0" not in self._rest:
            assert select.select([self._reader], [], [], _PATIENCE_S)[0], "the browser is silent"
            read = os.read(self._reader, 1 << 16)
            assert read, "the browser has ended"
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))


@contextmanager
def a_tab() -> Iterator[Tab]:
    """Start the browser and yield a page of it; skip the test where there is none."""
    program = browser()
    to_child, own_writer = os.pipe()
    own_reader, from_child = os.pipe()
    child_ends = [fcntl.fcntl(one, fcntl.F_DUPFD, _HIGHEST_OWN) for one in (to_child, from_child)]

    def place() -> None:
        os.dup2(child_ends[0], 3)
        os.dup2(child_ends[1], 4)

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [program, *_ARGUMENTS, f"--user-data-dir={profile}"],
            preexec_fn=place,
            pass_fds=(3, 4, *child_ends),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for one in (to_child, from_child, *child_ends):
            os.close(one)
        try:
            yield Tab(_Pipes(own_reader, own_writer))
        finally:
            process.terminate()
            process.wait(20)
            os.close(own_reader)
            os.close(own_writer)
