"""How the tests are spread over processes: by file, but all that open a browser in one, where they come first.

Two browsers at once would take each other's cores, and every wait in them would be longer than in a browser of
somebody's. They come first because together they take longest.
"""

from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]
from xdist.scheduler.protocol import Scheduling  # type: ignore[import-untyped]

BROWSING = ("tests/web/", "tests/promises/test_markup.py", "tests/promises/test_uploads.py")
ROOT = Path(__file__).parents[1]


class Spreading(LoadFileScheduling):  # type: ignore[misc]
    """A unit of work is a file, or all that open a browser."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "browser" if file.startswith(BROWSING) else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling | None:
    """Called by pytest-xdist where there are several processes. None: they are spread in its own way."""
    return Spreading(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What opens a browser comes first; xdist keeps to that with `--no-loadscope-reorder`."""
    items.sort(key=lambda item: not item.path.relative_to(ROOT).as_posix().startswith(BROWSING))
