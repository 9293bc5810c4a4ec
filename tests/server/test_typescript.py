"""The client's types are the server's structs."""

import re

from rooms.journal import Event
from server import typescript


def test_the_written_types_are_those_of_the_structs() -> None:
    written = typescript.FILE.read_text("utf-8")

    assert written == typescript.emit(), "run: .venv/bin/python -m server.typescript"


def test_every_kind_of_event_is_among_them() -> None:
    tags = {str(kind.__struct_config__.tag) for kind in typescript.events()}

    assert "post.added" in tags
    assert all(f'type: "{tag}"' in typescript.emit() for tag in tags)
    assert all(issubclass(kind, Event) for kind in typescript.events())


def test_every_act_that_a_page_may_name_has_words_in_both_languages() -> None:
    beside = typescript.FILE.parents[1] / "administration"
    words = "".join(
        (beside / f"{name}-words.ts").read_text("utf-8") for name in ("acts", "moderating")
    )

    assert {"posts.reply", "room.read", "factors.clear"} <= set(typescript.named())
    assert "outbox.take" not in typescript.named()
    for name in typescript.named():
        assert len(re.findall(rf"^  '{re.escape(name)}': ['\"]\S", words, re.MULTILINE)) == 2, name
