"""Small whole books for the tests to build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no fault of the code.
settings.register_profile("publish", deadline=None)
settings.load_profile("publish")

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let expected texts be written anew."""
    parser.addoption(
        "--update-expected", action="store_true", help="write the expected texts of small books"
    )


@pytest.fixture(scope="session")
def sample_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, copied, so that no test writes into the sources."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "manuscript", folder / "manuscript")
    shutil.copy(ROOT / "bibliography.bib", folder)
    return folder
