"""How to get Pango, the one library that the print PDF needs from the system."""

from __future__ import annotations

import platform

_COMMANDS = {
    "debian": "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "dnf install -y pango",
    "suse": "zypper install -y libpango-1_0-0",
    "arch": "pacman -S --noconfirm pango",
    "alpine": "apk add pango",
    "Darwin": "brew install pango",
    "Windows": "in MSYS2: pacman -S mingw-w64-ucrt-x86_64-pango",
}


def install_command() -> str:
    """Return the command that installs Pango on this system; without `sudo`."""
    system = platform.system()
    if system != "Linux":
        return _COMMANDS.get(system, _COMMANDS["debian"])
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return _COMMANDS["debian"]
    names = (release.get("ID", ""), *release.get("ID_LIKE", "").split())
    known = (_COMMANDS[name.split("-")[0]] for name in names if name.split("-")[0] in _COMMANDS)
    return next(known, _COMMANDS["debian"])


def install_hint() -> str:
    """Return what to tell somebody whose system has no Pango."""
    return f"install it with: {install_command()}"
