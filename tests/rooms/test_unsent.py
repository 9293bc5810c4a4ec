"""Drafts: what one typed and did not send is there at one's other device, and nowhere else."""

from typing import Any

import httpx

from rooms import unsent
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.world import Someone, World, new_key

Json = dict[str, Any]
LIST = {"name": "thô tục", "entries": [{"words": "đồ ngốc"}], "reason": "insult", "action": "hold"}


async def put(
    debate: Debate, who: Someone, key: str, body: str = "Tôi nghĩ rằng", **typed: Any
) -> httpx.Response:
    told = {"key": key, "body": body} | typed
    return await who.http.put(f"{debate.thread}/unsent", json=told)


def taken(answer: httpx.Response) -> int:
    """The version that it has now; 0: it was not taken."""
    assert answer.status_code == 200, answer.text
    version: int = answer.json()["result"]["version"]
    return version


async def typed(debate: Debate, who: Someone, body: str = "Tôi nghĩ rằng", **more: Any) -> str:
    """A draft that was kept; its key."""
    key = new_key()
    assert taken(await put(debate, who, key, body, **more)) == 1
    return key


async def there(debate: Debate, who: Someone) -> list[Json]:
    """What a device of theirs finds in the thread."""
    return await who.rows(f"/me/unsent?thread={debate.thread_id}")


async def test_a_draft_is_found_as_it_was_typed_and_nobody_hears_of_it(world: World) -> None:
    debate = await gather(world)
    head, rows = await debate.head(), "select count(*) from audit where act like 'unsent.%'"
    key = await typed(debate, debate.member, "Tôi cho rằng…", kind="question", parent_id=debate.post_id)  # fmt: skip
    (draft,) = await there(debate, debate.member)

    assert draft.pop("at")
    assert draft == {
        "key": key, "room_id": debate.room_id, "thread_id": debate.thread_id, "parent_id": debate.post_id,
        "kind": "question", "body": "Tôi cho rằng…", "version": 1,
    }  # fmt: skip
    for other in (debate.owner, debate.moderator):
        assert await there(debate, other) == await other.rows("/me/unsent") == []
    assert await debate.head() == head
    async with debate.world.sql() as conn:
        assert await conn.fetchval(rows) == 0


async def test_it_is_replaced_only_by_who_has_its_newest_version(debate: Debate) -> None:
    who = debate.member
    key = await typed(debate, who, "Một")
    assert taken(await put(debate, who, key, "Một hai", version=1)) == 2

    assert not taken(await put(debate, who, key, "Một ba", version=1))
    assert not taken(await put(debate, who, key, "Một ba"))
    other = await typed(debate, who, "Một ba")

    drafts = {each["key"]: each["body"] for each in await there(debate, who)}
    assert drafts == {key: "Một hai", other: "Một ba"}


async def test_sending_empties_it_and_it_does_not_come_back(world: World) -> None:
    debate = await gather(world)
    who = debate.member
    key = await typed(debate, who, "Tôi đồng ý.")
    await who.do("POST", f"{debate.thread}/posts", key=key, body="Tôi đồng ý.")

    (done,) = await there(debate, who)
    assert (done["key"], done["body"], done["version"]) == (key, "", 2)
    assert await who.rows("/me/unsent") == []
    for version in (0, 1, 2):
        late = await put(debate, who, key, "Tôi đồng ý.", version=version)
        assert not taken(late)
    sent = await debate.say(who, key=(unkept := new_key()))
    assert sent["id"]
    assert not taken(await put(debate, who, unkept))


async def test_what_waits_to_be_read_first_is_no_draft_any_more(debate: Debate) -> None:
    await debate.owner.do("PUT", f"{debate.room}/rules", rules={"lists": [LIST]})
    key = await typed(debate, debate.member, "Anh là đồ ngốc")
    assert (await debate.say(debate.member, "Anh là đồ ngốc", key=key))["held"]
    (done,) = await there(debate, debate.member)
    assert done["body"] == ""


async def test_what_was_refused_is_still_a_draft(debate: Debate) -> None:
    key = await typed(debate, debate.member)
    await debate.owner.do("PUT", f"{debate.thread}/closure", reason="Đã rõ")
    refused(await debate.member.ask("POST", f"{debate.thread}/posts", key=key, body="Tôi nghĩ rằng"), 409, "thread-closed")  # fmt: skip
    assert (await put(debate, debate.member, key, "Tôi vẫn nghĩ", version=1)).is_success
    (draft,) = await there(debate, debate.member)
    assert draft["body"] == "Tôi vẫn nghĩ"


async def test_it_is_thrown_away_in_the_version_one_has(debate: Debate) -> None:
    who = debate.member
    key = await typed(debate, who)
    assert (await put(debate, who, key, "Viết tiếp", version=1)).is_success
    for by, version in ((who, 1), (debate.owner, 2)):
        await by.http.delete(f"/me/unsent/{key}", params={"version": version})
        assert (await there(debate, who))[0]["body"] == "Viết tiếp"

    gone = await who.http.delete(f"/me/unsent/{key}", params={"version": 2})

    assert gone.status_code == 200
    assert (await there(debate, who))[0]["body"] == ""
    assert not taken(await put(debate, who, key, "Muộn", version=2))


async def test_whoever_loses_the_room_keeps_their_words_and_nothing_of_where_they_stood(
    world: World,
) -> None:
    debate = await gather(world)
    who, key = debate.member, await typed(debate, debate.member, parent_id=debate.post_id)
    way = f"{debate.room}/members/{debate.number(who)}/removal"
    await debate.owner.do("PUT", way, reason="Ngoài chủ đề")

    assert await there(debate, who) == []
    (draft,) = await who.rows("/me/unsent")
    assert (draft["body"], draft["room_id"], draft["thread_id"], draft["parent_id"]) == ("Tôi nghĩ rằng", None, None, None)  # fmt: skip
    (out,) = (await who.get("/me/data"))["unsent"]
    assert (out["body"], out["thread_id"]) == ("Tôi nghĩ rằng", None)
    refused(await put(debate, who, key, "Viết tiếp", version=1), 404, "no-thread")
    await who.http.delete(f"/me/unsent/{key}", params={"version": 1})
    assert await who.rows("/me/unsent") == []


async def test_the_oldest_go_when_there_are_too_many(world: World) -> None:
    debate = await gather(world)
    who = debate.member
    oldest = await typed(debate, who, "Cũ nhất")
    for _ in range(unsent.MOST - 1):
        await typed(debate, who)
    assert len(await there(debate, who)) == unsent.MOST
    await typed(debate, debate.owner)

    await typed(debate, who, "Mới nhất")

    drafts = await there(debate, who)
    assert len(drafts) == unsent.MOST
    assert drafts[0]["body"] == "Mới nhất"
    assert oldest not in {each["key"] for each in drafts}
    assert taken(await put(debate, who, new_key(), "Viết tiếp", version=1)) == 2
    assert len(await there(debate, who)) == unsent.MOST
    back = await put(debate, who, oldest, "Cũ nhất, viết tiếp", version=1)
    assert taken(back) == 2, "its device still has it"


async def test_it_is_let_go_when_nobody_goes_on_with_it(world: World, debate: Debate) -> None:
    old, new = await typed(debate, debate.member), await typed(debate, debate.member)
    async with world.sql() as conn:
        query = "update unsent set at = now() - interval '91 days' where key = $1"
        await conn.execute(query, old)
    await world.app.state.store.run(unsent.forget, None, 90)
    assert [each["key"] for each in await there(debate, debate.member)] == [new]


async def test_what_cannot_be_written_there_is_not_kept(debate: Debate) -> None:
    key, elsewhere = new_key(), 999_999_999
    refused(await put(debate, debate.observer, key), 403, "role-may-not")
    refused(await put(debate, debate.outsider, key), 404, "no-thread")
    refused(await put(debate, debate.member, key, parent_id=elsewhere), 404, "no-post")
    refused(await put(debate, debate.member, key, "a\0b"), 400, "nul-character", "body")
    assert (await put(debate, debate.member, key, "dài" * 4000)).status_code == 413
    assert await there(debate, debate.member) == []


async def test_one_that_was_first_kept_while_it_was_being_sent_is_no_draft(world: World) -> None:
    debate = await gather(world)
    who = debate.member
    key = await typed(debate, who, "Tôi đồng ý.")
    async with world.sql() as sql:  # as it is left by two who did not see each other
        given = "insert into command (person_id, key, digest, answer) values ($1, $2, decode(repeat('00', 32), 'hex'), '{}')"
        await sql.execute(given, who.id, key)

    (done,) = await there(debate, who)
    assert done["body"] == ""
    assert await who.rows("/me/unsent") == []
    await world.app.state.store.run(unsent.forget, None, 90)
    assert await there(debate, who) == []
