"""docs/rights.md says what the policy table and the routes say."""

from rooms.policy import RULES
from rooms.readable import READINGS
from server import rights_page


def test_the_page_is_current() -> None:
    written = rights_page.FILE.read_text("utf-8")
    assert written == rights_page.page(), "run: python -m server.rights_page"


def test_every_row_of_the_table_is_on_it() -> None:
    written = rights_page.FILE.read_text("utf-8")
    assert len(RULES) > 60
    for name in (*RULES, *READINGS):
        assert f"`{name}`" in written
