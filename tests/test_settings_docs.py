"""docs/settings.md is what `dienhong settings` prints."""

from pathlib import Path

from server.config import Settings
from server.config_page import page

FILE = Path(__file__).parents[1] / "docs" / "settings.md"


def test_the_page_is_what_the_program_prints() -> None:
    assert FILE.read_text("utf-8") == page(), "renew it: dienhong settings > docs/settings.md"


def test_every_setting_stands_in_it_once() -> None:
    assert len(Settings.__struct_fields__) > 5
    for name in Settings.__struct_fields__:
        assert FILE.read_text("utf-8").count(f"| `{name}` |") == 1, name
