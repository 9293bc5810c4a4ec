"""What a browser shows of an amendment before it is sent is computed there: the pairs it is held to are held to here as well."""

import json
from pathlib import Path

import msgspec

from rooms.proposals.amending.changes import Change, changes

PAIRS = Path(__file__).parents[4] / "web" / "tests" / "changes.json"


def test_the_browser_is_held_to_the_changes_that_are_made_here() -> None:
    pairs = json.loads(PAIRS.read_text())
    assert len(pairs) > 30
    for pair in pairs:
        told = msgspec.convert(pair["changes"], list[Change])
        assert changes(pair["older"], pair["newer"]) == told, pair
