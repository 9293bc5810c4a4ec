"""Reactions: four, each once by each member to what others wrote, counted right at every entry, and counting for nothing."""

import asyncio
import random
from collections import Counter
from typing import Any

import pytest

from tests import moderated
from tests.debate import Debate
from tests.refusal import refused
from tests.world import Someone, World, new_key

KINDS = ("thanks", "useful", "source", "unclear")


async def react(who: Someone, post: str, reaction: str, *, given: bool = True) -> dict[str, Any]:
    """The answer to a reaction that is given, or taken back."""
    method = "PUT" if given else "DELETE"
    done: dict[str, Any] = (await who.do(method, f"{post}/reaction", reaction=reaction))["result"]
    return done


async def shown(debate: Debate, who: Someone, post_id: int | None = None) -> dict[str, Any]:
    """Counts by kind as somebody sees them, with a star where theirs is among them."""
    snapshot = await who.get(debate.thread)
    return {
        row["reaction"]: f"{row['count']}{'*' if row['mine'] else ''}"
        for row in snapshot["reactions"]
        if row["post_id"] == (post_id or debate.post_id)
    }


async def test_one_is_given_once_by_each_and_taken_back_and_told(debate: Debate) -> None:
    told = {"post_id": debate.post_id, "reaction": "thanks"}
    for who, given, count in (
        (debate.owner, True, 1), (debate.owner, True, 1), (debate.moderator, True, 2),
        (debate.owner, False, 1), (debate.owner, False, 1), (debate.moderator, False, 0),
    ):  # fmt: skip
        assert await react(who, debate.post, "thanks", given=given) == told | {
            "count": count,
            "mine": given,
        }
        number = {"number": debate.number(who), "given": given, "count": count}
        assert (await debate.events())[-1] == {"type": "post.reacted"} | told | number
    assert (await debate.owner.get(debate.thread))["reactions"] == []


async def test_one_may_give_all_four_and_everybody_sees_how_many(debate: Debate) -> None:
    for kind in KINDS:
        await react(debate.owner, debate.post, kind)
    await react(debate.moderator, debate.post, "useful")
    await react(debate.moderator, debate.post, "source", given=False)
    assert await shown(debate, debate.owner) == {
        "source": "1*", "thanks": "1*", "unclear": "1*", "useful": "2*"
    }  # fmt: skip
    assert await shown(debate, debate.member) == {
        "source": "1", "thanks": "1", "unclear": "1", "useful": "2"
    }  # fmt: skip


async def test_it_is_for_what_others_wrote(debate: Debate) -> None:
    for method in ("PUT", "DELETE"):
        answer = await debate.member.ask(method, f"{debate.post}/reaction", reaction="thanks")
        refused(answer, 409, "not-on-own")
    async with debate.world.sql() as conn:
        with pytest.raises(Exception, match="somebody else's post"):
            await conn.execute(
                "insert into reaction (post_id, room_id, number, reaction) values ($1, $2, $3, 'thanks')",
                debate.post_id, debate.room_id, debate.number(debate.member),
            )  # fmt: skip


async def test_there_are_four_and_no_other(debate: Debate) -> None:
    for method in ("PUT", "DELETE"):
        answer = await debate.owner.ask(method, f"{debate.post}/reaction", reaction="laughs")
        refused(answer, 400, "wrong-value", "reaction")


@pytest.mark.parametrize("given", [True, False])
async def test_whoever_may_not_take_a_position_may_not_react(debate: Debate, given: bool) -> None:
    method = "PUT" if given else "DELETE"

    async def tried(who: Someone) -> Any:
        return await who.ask(method, f"{debate.post}/reaction", reaction="useful")

    refused(await tried(debate.observer), 403, "role-may-not")
    refused(await tried(debate.outsider), 404, "no-post")
    await moderated.hide(debate.world.app.state.store, debate.post_id)
    refused(await tried(debate.owner), 409, "post-hidden")
    await moderated.restore(debate.world.app.state.store, debate.post_id)
    assert (await tried(debate.owner)).is_success
    await debate.owner.do("PUT", f"{debate.thread}/closure", reason="Đã rõ")
    assert (await tried(debate.owner)).is_success, "as positions in a closed thread"
    await debate.owner.do("PUT", f"{debate.room}/archival", reason="Đã xong")
    refused(await tried(debate.owner), 409, "room-archived")
    await debate.owner.do("DELETE", f"{debate.room}/archival")
    await debate.member.do("PUT", f"{debate.post}/retraction", reason="Tôi nhầm")
    refused(await tried(debate.owner), 409, "post-retracted")


async def test_they_count_for_nothing_and_ring_no_bell(debate: Debate) -> None:
    before = (await debate.owner.get(debate.thread))["posts"]
    rung = await debate.member.get("/notices")
    for kind in KINDS:
        await react(debate.owner, debate.post, kind)
    assert len(await shown(debate, debate.owner)) == 4
    assert (await debate.owner.get(debate.thread))["posts"] == before
    assert await debate.member.get("/notices") == rung


async def test_they_go_along_where_a_post_is_moved(debate: Debate) -> None:
    said = await debate.say(debate.member, "Chuyện khác.")
    await react(debate.owner, f"/posts/{said['id']}", "unclear")
    done = await debate.owner.do(
        "POST", f"/posts/{said['id']}/thread", title="Chuyện khác", reason="Ngoài chủ đề"
    )
    assert (await debate.owner.get(debate.thread))["reactions"] == []
    there = await debate.owner.get(f"/threads/{done['result']['thread']['id']}")
    assert [(row["post_id"], row["mine"]) for row in there["reactions"]] == [(said["id"], True)]


async def insist(who: Someone, post: str, kind: str, *, given: bool) -> dict[str, Any]:
    """The Done of a reaction, asked for under one key until the server is not too busy for it."""
    key, method = new_key(), "PUT" if given else "DELETE"
    while True:
        answer = await who.ask(method, f"{post}/reaction", key=key, reaction=kind)
        if answer.status_code != 503:
            assert answer.is_success, answer.text
            done: dict[str, Any] = answer.json()
            return done


async def test_many_at_once_are_counted_right_at_every_entry(world: World) -> None:
    owner, *crowd = await world.crowd(9)
    room_id = await world.room(owner, visibility="members")
    await asyncio.gather(*(who.do("PUT", f"/rooms/{room_id}/members/me") for who in crowd))
    thread = f"/threads/{await world.thread(owner, room_id)}"
    post = f"/posts/{(await owner.get(thread))['posts'][0]['id']}"
    head = (await owner.get(f"/rooms/{room_id}"))["seq"]
    chance = random.Random(7)

    async def flip(who: Someone) -> None:
        for _ in range(4):
            given = chance.random() < 0.6
            await insist(who, post, chance.choice(KINDS[:2]), given=given)

    await asyncio.gather(*map(flip, crowd + crowd))
    entries = (await owner.get(f"/rooms/{room_id}/entries?after={head}"))["entries"]
    assert len(entries) == 64
    held = set[tuple[str, int]]()
    for entry in entries:
        event = entry["event"]
        one = event["reaction"], event["number"]
        held = held | {one} if event["given"] else held - {one}
        assert event["count"] == Counter(kind for kind, _ in held)[event["reaction"]]
    counts = Counter(kind for kind, _ in held)
    rows = (await owner.get(thread))["reactions"]
    assert {row["reaction"]: row["count"] for row in rows} == dict(counts)
