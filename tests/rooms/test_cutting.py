"""A post out of which passages were cut keeps the rest, with a mark; what was cut is there for nobody in the room until it is given back."""

import json
from typing import Any

import pytest

from rooms.cuts import MARK
from rooms.errors import NotFound
from tests import moderated
from tests.debate import Debate
from tests.rooms.test_hiding import shown, store
from tests.rooms.test_search import posts as found
from tests.rooms.test_search import word


async def history(debate: Debate, post_id: int) -> list[tuple[int, str]]:
    """The versions that anybody in the room reads."""
    record: dict[str, Any] = await debate.observer.get(f"/posts/{post_id}")
    return [(each["version"], each["body"]) for each in record["revisions"]]


async def edited(debate: Debate, post_id: int, body: str, version: int) -> None:
    await debate.member.do("PUT", f"/posts/{post_id}", body=body, kind="opinion", version=version)


async def test_a_cut_post_keeps_the_rest_and_says_that_it_was_cut(debate: Debate) -> None:
    rare = word()
    kept = word()
    post = await debate.say(debate.member, f"Anh {kept} ở {rare} nên trả lời.")
    await debate.owner.do("PUT", f"/posts/{post['id']}/position", position="agree")
    head = await debate.head()

    seq = await moderated.cut(store(debate), post["id"], rare)

    (entry,) = await debate.entries(seq - 1)
    now = await shown(debate, post["id"])
    assert entry["by"] is None
    assert entry["event"] == {"type": "post.cut", "post": now, "blanked": [head - 1]}
    assert MARK in now["html"]
    assert kept in now["html"]
    assert (now["version"], now["agrees"], now["cut_rule"]) == (2, 1, "personal-facts")
    assert now["cut_at"] is not None
    assert now["cut_act"] is not None
    assert rare not in json.dumps(await debate.entries(), ensure_ascii=False)
    assert await history(debate, post["id"]) == [(2, f"Anh {kept} ở {MARK} nên trả lời.")]
    assert await found(debate.owner, rare) == []
    assert await found(debate.owner, kept) == [post["id"]]


async def test_given_back_it_says_what_it_said_and_all_of_it_is_history(debate: Debate) -> None:
    rare = word()
    post = await debate.say(debate.member, f"Ở {rare}, [@Lan](#m1).")
    await moderated.cut(store(debate), post["id"], f"{rare},")

    seq = await moderated.uncut(store(debate), post["id"])

    (entry,) = await debate.entries(seq - 1)
    now = await shown(debate, post["id"])
    assert entry["event"] == {"type": "post.restored", "post": now}
    assert now["html"] == post["html"]
    assert (now["cut_at"], now["cut_rule"], now["cut_act"]) == (None, None, None)
    bodies = [f"Ở {rare}, [@Lan](#m1).", f"Ở {MARK} [@Lan](#m1).", f"Ở {rare}, [@Lan](#m1)."]
    assert await history(debate, post["id"]) == list(enumerate(bodies, 1))
    assert await found(debate.owner, rare) == [post["id"]]
    assert await moderated.uncut(store(debate), post["id"]) == 0


async def test_its_author_goes_on_from_what_is_left_and_the_mark_stays(debate: Debate) -> None:
    rare = word()
    post = await debate.say(debate.member, f"Trước {rare} sau")
    await moderated.cut(store(debate), post["id"], rare)
    await edited(debate, post["id"], "Nói lại.", 2)
    now = await shown(debate, post["id"])
    assert (now["version"], now["cut_rule"]) == (3, "personal-facts")
    assert await history(debate, post["id"]) == [(2, f"Trước {MARK} sau"), (3, "Nói lại.")]
    assert rare not in json.dumps(await debate.entries(), ensure_ascii=False)

    await moderated.uncut(store(debate), post["id"])

    now = await shown(debate, post["id"])
    assert ("Nói lại." in now["html"], now["version"], now["cut_at"]) == (True, 3, None)
    assert [version for version, _ in await history(debate, post["id"])] == [1, 2, 3]


async def test_cut_further_it_is_given_back_one_cut_after_the_other(debate: Debate) -> None:
    post = await debate.say(debate.member, "Một hai ba bốn")
    await moderated.cut(store(debate), post["id"], "hai")
    await moderated.cut(store(debate), post["id"], "bốn")
    assert await history(debate, post["id"]) == [(3, f"Một {MARK} ba {MARK}")]
    await moderated.uncut(store(debate), post["id"])
    once = f"Một {MARK} ba bốn"
    assert await history(debate, post["id"]) == [(2, once), (3, f"Một {MARK} ba {MARK}"), (4, once)]
    await moderated.uncut(store(debate), post["id"])
    assert (await history(debate, post["id"]))[::4] == [
        (1, "Một hai ba bốn"),
        (5, "Một hai ba bốn"),
    ]
    assert (await shown(debate, post["id"]))["cut_act"] is None


async def test_what_the_first_cut_took_stays_away_where_a_second_is_taken_back(
    debate: Debate,
) -> None:
    rare = word()
    post = await debate.say(debate.member, f"Một {rare} ba")
    await moderated.cut(store(debate), post["id"], rare)
    first = (await shown(debate, post["id"]))["cut_act"]
    await edited(debate, post["id"], "Bốn năm sáu", 2)
    await moderated.cut(store(debate), post["id"], "năm")
    await moderated.uncut(store(debate), post["id"])
    now = await shown(debate, post["id"])
    assert (now["cut_act"], now["version"]) == (first, 5)
    assert [each for each, _ in await history(debate, post["id"])] == [2, 3, 4, 5]
    await edited(debate, post["id"], "Bảy tám", 5)
    await moderated.uncut(store(debate), post["id"])
    back = await history(debate, post["id"])
    assert (back[0], back[-1]) == ((1, f"Một {rare} ba"), (6, "Bảy tám")), "its author went on"


async def test_hidden_and_cut_are_two_things(debate: Debate) -> None:
    rare = word()
    post = await debate.say(debate.member, f"Một {rare} ba")
    await moderated.cut(store(debate), post["id"], rare)
    await moderated.hide(store(debate), post["id"])
    assert await history(debate, post["id"]) == []
    await moderated.restore(store(debate), post["id"])
    assert await history(debate, post["id"]) == [(2, f"Một {MARK} ba")]
    await moderated.hide(store(debate), post["id"])
    await moderated.uncut(store(debate), post["id"])
    assert rare not in json.dumps(await debate.entries(), ensure_ascii=False)
    assert await found(debate.owner, rare) == []
    await moderated.restore(store(debate), post["id"])
    assert await found(debate.owner, rare) == [post["id"]]


async def test_what_its_author_takes_back_meanwhile_does_not_come_back(debate: Debate) -> None:
    rare = word()
    post = await debate.say(debate.member, f"Một {rare} ba")
    await moderated.cut(store(debate), post["id"], rare)
    await debate.member.do("PUT", f"/posts/{post['id']}/retraction", reason="Thôi")
    await moderated.uncut(store(debate), post["id"])
    assert (await shown(debate, post["id"]))["html"] == ""
    assert rare not in json.dumps(await debate.entries(), ensure_ascii=False)
    assert await history(debate, post["id"]) == []
    assert await found(debate.owner, rare) == []


async def test_what_is_not_there_is_not_cut(debate: Debate) -> None:
    with pytest.raises(NotFound, match="no-post"):
        await moderated.cut(store(debate), 999_999_999)
