"""What is held or flagged, later on: where nothing can be written meanwhile, in a group, and after an edit."""

from typing import Any

from tests.debate import Debate
from tests.desk import whole
from tests.moderation.scenes import claim, decided, told
from tests.moderation.test_holding import LIST, WORDS, ruled
from tests.world import Someone


async def waiting_in(debate: Debate, moderator: Someone) -> list[dict[str, Any]]:
    """The open cases of the room."""
    return [each for each in await whole(moderator) if each["room_id"] == debate.room_id]


async def closed(debate: Debate, thread: str) -> None:
    await debate.owner.do("PUT", f"{thread}/closure", reason="Đã đủ ý.")


async def test_an_overturned_refusal_is_ruled_also_where_nothing_can_be_written_now(
    debate: Debate, moderators: list[Someone]
) -> None:
    await ruled(debate, lists=[LIST | {"action": "hold"}])
    said = await debate.say(debate.member, WORDS)
    (case,) = await waiting_in(debate, moderators[0])
    await decided(moderators[0], case["id"], act="remove", reason="insult")
    async with debate.world.sql() as conn:
        act_id = await conn.fetchval("select act_id from moderation_case where id = $1", case["id"])
    await debate.member.do("POST", f"/moderation/acts/{act_id}/review", words="Tôi tự nói mình.")
    await closed(debate, debate.thread)
    head = await debate.head()
    at = f"/moderation/cases/{case['id']}"
    await claim(moderators[1], case["id"])
    ruling = (await moderators[1].do("POST", f"{at}/ruling", upheld=False))["result"]
    assert (ruling["stage"], ruling["act"]) == ("decided", "restore")
    assert await debate.head() == head, "the thread is closed"
    told = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (told["review"]["outcome"], told["post_id"]) == ("overturned", None)
    mine = await debate.member.rows(f"{debate.room}/held")
    assert [each["id"] for each in mine] == [said["held"]], "it is not refused any more"
    await claim(moderators[1], case["id"])
    answer = await moderators[1].ask("POST", f"{at}/acts", act="restore")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/thread-closed")
    await debate.owner.do("DELETE", f"{debate.thread}/closure")
    await moderators[1].do("POST", f"{at}/acts", act="restore")
    assert await debate.member.rows(f"{debate.room}/held") == []
    assert (await debate.member.get(f"/moderation/acts/{act_id}"))["post_id"] is not None
    await claim(moderators[1], case["id"])
    answer = await moderators[1].ask("POST", f"{at}/acts", act="restore")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/case-decided")


async def test_a_held_post_that_can_not_be_written_holds_up_no_other_of_its_group(
    debate: Debate, moderators: list[Someone]
) -> None:
    opened = await debate.owner.do(
        "POST", f"{debate.room}/threads", title="Chuyện khác", body="Xin góp ý.", kind="question"
    )
    other = opened["result"]["thread"]["id"]
    await ruled(debate, lists=[LIST | {"action": "hold"}])
    await debate.say(debate.member, WORDS)
    await debate.member.do("POST", f"/threads/{other}/posts", body=WORDS, kind="opinion")
    first, second = sorted(each["id"] for each in await waiting_in(debate, moderators[0]))
    at = f"/moderation/cases/{first}"
    await claim(moderators[0], first)
    await moderators[0].do("POST", f"{at}/merges", cases=[second])
    await closed(debate, f"/threads/{other}")
    done = (await moderators[0].do("POST", f"{at}/acts", act="approve"))["result"]
    assert (done["stage"], done["act"]) == ("decided", "approve")
    (left,) = await waiting_in(debate, moderators[0])
    assert (left["id"], left["within"]) == (second, None)


async def test_an_edit_that_breaks_a_graver_rule_moves_its_open_case(
    debate: Debate, moderators: list[Someone]
) -> None:
    grave = {"name": "đe dọa", "reason": "illegal", "entries": [{"words": "sẽ đốt nhà"}]}
    lists = [LIST | {"action": "flag"}, LIST | grave | {"action": "flag"}]
    await ruled(debate, lists=lists)
    said = await debate.say(debate.member, WORDS)
    (before,) = await waiting_in(debate, moderators[0])
    edit = {"body": f"{WORDS} Tôi sẽ đốt nhà.", "kind": "opinion", "version": 1}
    await debate.member.do("PUT", f"/posts/{said['id']}", **edit)
    (after,) = await waiting_in(debate, moderators[0])
    assert (before["reason"], after["reason"]) == ("insult", "illegal")
    assert after["weight"] > before["weight"]
    assert after["rank"] > before["rank"]
    assert after["due_at"] < before["due_at"]
    (*_, entry) = await told(debate.world, after["id"])
    assert (entry["event"]["type"], entry["event"]["case"]) == ("case.reported", after)
    edit = {"body": f"{WORDS} Thôi, tôi đùa.", "kind": "opinion", "version": 2}
    await debate.member.do("PUT", f"/posts/{said['id']}", **edit)
    assert await waiting_in(debate, moderators[0]) == [after], "what was graver is still to be read"
