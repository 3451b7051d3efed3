"""Drives Chromium through a pipe, by the Chrome DevTools Protocol, with nothing to be installed.

Source: Chrome DevTools Protocol 1.3; `--remote-debugging-pipe` has the browser read messages from
descriptor 3 and write them to 4, each ended by a zero byte.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from outside import browser

# Puts the two pipes where the browser looks for them, then becomes the browser.
_START = (
    "import os, sys; from fcntl import F_DUPFD, fcntl; "
    "a, b = (fcntl(int(n), F_DUPFD, 10) for n in sys.argv[1:3]); "
    "os.dup2(a, 3); os.dup2(b, 4); os.execv(sys.argv[3], sys.argv[3:])"
)
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--no-first-run",
    "--remote-debugging-pipe",
)
_PATIENCE_S = 60


class Tab:
    """One page in the browser."""

    def __init__(self, process: subprocess.Popen[bytes], reads: int, writes: int) -> None:
        self._process = process
        self._writes = writes
        self._number = 0
        self._answers: dict[int, dict[str, Any]] = {}
        self._news = threading.Condition()
        threading.Thread(target=self._listen, args=(reads,), daemon=True).start()
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self._ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]

    def open(self, url: str) -> None:
        """Go to an address."""
        self.ask("Page.navigate", url=url)

    def resize(self, width: int, height: int, *, is_dark: bool = False) -> None:
        """Set the size of the window, and whether the system is dark."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])

    def run(self, script: str) -> Any:
        """Return the value of an expression of JavaScript, awaited if it is a promise."""
        made = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in made, made
        return made["result"].get("value")

    def wait(self, script: str, seconds: float = _PATIENCE_S) -> None:
        """Wait until an expression is true; an error in it counts as not yet."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.run(f"(() => {{ try {{ return !!({script}) }} catch {{ return false }} }})()"):
                return
            time.sleep(0.02)
        raise AssertionError(f"not within {seconds} s: {script}")

    def picture(self, path: Path) -> None:
        """Write what is seen to a PNG file."""
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot")["data"]))

    def ask(self, method: str, **values: Any) -> dict[str, Any]:
        """Call a method of the protocol and return its answer."""
        return self._ask(method, self._session, **values)

    def _ask(self, method: str, session: str = "", **values: Any) -> dict[str, Any]:
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": values}
        message |= {"sessionId": session} if session else {}
        os.write(self._writes, json.dumps(message).encode() + b"\0")
        with self._news:
            assert self._news.wait_for(lambda: number in self._answers, _PATIENCE_S), method
            answer = self._answers.pop(number)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _listen(self, reads: int) -> None:
        with os.fdopen(reads, "rb") as stream:
            rest = b""
            while part := stream.read1(1 << 20):
                *messages, rest = (rest + part).split(b"\0")
                with self._news:
                    for message in map(json.loads, messages):
                        if "id" in message:
                            self._answers[message["id"]] = message
                    self._news.notify_all()


@contextmanager
def tab() -> Iterator[Tab]:
    """Start a browser with one empty page, and end it; skip the test where there is none."""
    program = browser()
    folder = tempfile.mkdtemp(prefix="chromium-")
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    ends = (str(theirs_in), str(theirs_out))
    process = subprocess.Popen(
        [sys.executable, "-c", _START, *ends, program, *_FLAGS, f"--user-data-dir={folder}"],
        pass_fds=(theirs_in, theirs_out),
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Tab(process, ours_in, ours_out)
    finally:
        process.kill()
        process.wait()
        os.close(ours_out)
        shutil.rmtree(folder, ignore_errors=True)
