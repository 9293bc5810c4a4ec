"""The documents that are written from the code are current."""

from pathlib import Path

import pytest

from docs import generate
from server.typescript import events

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", generate.PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    written = (DOCS / name).read_text("utf-8")
    assert written == generate.PAGES[name](), "run: python docs/generate.py"


def test_every_event_is_described() -> None:
    page = (DOCS / "events.md").read_text("utf-8")
    assert len(events()) >= 19
    for event in events():
        assert f"`{event.__struct_config__.tag}`" in page
        assert event.__doc__, f"{event.__name__} says nothing of itself"
