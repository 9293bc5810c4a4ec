"""docs/live.md says what the protocol is today."""

import re

import pytest

from server.live import board, catchup, ear, lane, places, presence, protocol_page, wheel
from server.live.limits import Limits

PAGE = protocol_page.FILE.read_text("utf-8")


def test_the_tables_are_those_of_the_structs() -> None:
    assert protocol_page.renewed(PAGE) == PAGE, "renew it: python -m server.live.protocol_page"


def test_a_page_without_a_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="one mark each"):
        protocol_page.renewed(PAGE.replace("<!-- made: sent -->", ""))


def test_every_message_stands_in_a_table() -> None:
    tables = "".join(protocol_page.tables().values())
    for name in (
        "follow",
        "unfollow",
        "here",
        "typing",
        "hello",
        "followed",
        "reset",
        "refused",
        "beat",
        "bye",
        "present",
        "writing",
    ):
        assert f"| `{name}` |" in tables


def test_the_figures_in_the_prose_are_those_of_the_code() -> None:
    words = " ".join(re.sub(r"<!-- made.*?<!-- end -->", "", PAGE, flags=re.DOTALL).split())
    for figure in (
        f"{ear.BURST} at once, {ear.PER_S:.0f} a second",
        f"at most {Limits().rooms_per_client} rooms on a socket",
        f"more than {Limits().clients_per_person} lines of one person",
        f"more than {catchup.MOST_ENTRIES:,} entries",
        f"took nothing for {wheel.SLOW_S:.0f} s, or was silent for {wheel.SILENT_S} s",
        f"a crowd of more than {presence.MOST_NAMED}",
        f"for {places.WRITING_S:.0f} s: say it again",
        f"at most {1 / board.PAUSE_S:.0f} times a second",
        f"at most {board.WRITES_PER_S:,} messages a second",
        f"again every {lane.REPEAT_S:.0f} s",
        f"not told again for {presence.BELIEVED_S:.0f} s",
    ):
        assert figure in words, figure
