"""What a post is and where people stand on it have signs and words of their own, the same in the client and in documents."""

import re
from pathlib import Path

from web.documents.kinds import SHAPES
from web.documents.words import EN, VI

SRC = Path(__file__).parents[2] / "web" / "src"
SIDES = {"agree", "disagree", "pass"}


def test_no_sign_of_a_position_is_that_of_a_kind() -> None:
    icons = (SRC / "ui" / "Icon.svelte").read_text("utf-8")
    drawn = dict(re.findall(r"^    (\w+):\s+'([^']+)',$", icons, re.MULTILINE))
    for shapes in (SHAPES, drawn):
        named = {name: shapes[name] for name in {*VI.kinds, *SIDES}}
        assert len(set(named.values())) == len(named) == len(VI.kinds) + len(SIDES)
    assert {name: SHAPES[name] for name in SIDES} == {name: drawn[name] for name in SIDES}


def test_documents_name_positions_and_kinds_as_the_client_does() -> None:
    for language, words in (("vi", VI), ("en", EN)):
        said = (SRC / "i18n" / f"{language}.ts").read_text("utf-8")
        assert set(words.positions) == SIDES
        for name, word in {**words.kinds, **words.positions}.items():
            assert re.search(rf"^    {name}: '{word}',$", said, re.MULTILINE), word
