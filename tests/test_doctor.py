import sys

import pytest

from publish import doctor
from publish.cli import main
from publish.doctor import LIBRARIES, Library, install_command, library_part

PANGO = LIBRARIES[0]


def test_a_library_that_is_there_is_named_with_its_file():
    """The C library's own mathematics stands for any library, so that Pango may be missing."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the name of the file is Linux's")
    part = library_part(Library("mathematics", "m", ("libm.so.6",), ()))

    assert part.is_found
    assert part.where.endswith("libm.so.6")


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("debian", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ("fedora", "sudo dnf install pango"),
        ("macos", "brew install pango"),
    ],
)
def test_what_is_missing_comes_with_the_command_to_get_it(system: str, command: str):
    """The packages' names are those of Debian 12, Fedora 41 and Homebrew."""
    assert install_command(PANGO.packages, system) == command


def test_an_unknown_system_is_told_all_commands():
    """One of them will be near."""
    assert install_command(PANGO.packages, "").count(" / ") == 2


def test_a_missing_library_ends_with_exit_code_4(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """Everything else is still looked at and shown."""
    absent = Library("Pango", "no-such-library", ("libno-such-library.so.0",), PANGO.packages)
    monkeypatch.setattr(doctor, "LIBRARIES", (absent,))
    monkeypatch.setattr(doctor, "system", lambda: "fedora")

    assert main(["doctor"]) == 4
    said = capsys.readouterr()
    assert "MISSING  Pango\n         -> sudo dnf install pango\n" in said.out
    assert "pandoc" in said.out
    assert said.err == "missing: Pango\n"


def test_everything_needed_here_is_found():
    """The machine that runs these tests can build books."""
    assert [part.name for part in doctor.examine() if part.is_missing] == []
