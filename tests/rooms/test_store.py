"""The one way to change anything: once for each key, together with its entries, its answer and its audit row."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from rooms import audit, posts
from rooms.draft import Draft
from rooms.errors import Busy, Conflict
from rooms.journal import Entry
from rooms.people import Language, Person, Who
from rooms.rule import Rule
from rooms.store import TRIES, Store
from rooms.tx import Tx
from tests.acts import ACTS, Act, ask, prepare
from tests.debate import Debate
from tests.refusal import refused
from tests.world import Someone, World, new_key

KEYED = [pytest.param(act, id=act.verb) for act in ACTS.values()]


def who_of(act: Act, debate: Debate) -> Someone:
    return debate.who(act.by)


@pytest.mark.parametrize("act", KEYED)
async def test_a_retry_is_answered_as_the_first_time_and_changes_nothing(
    debate: Debate, act: Act
) -> None:
    who, key = who_of(act, debate), new_key()
    await prepare(debate, act)
    head = await debate.head()
    first = await ask(debate, act, who, key)
    assert first.is_success, first.text
    told = await debate.events(head)
    assert [event["type"] for event in told] == list(act.told)
    again = await ask(debate, act, who, key)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert await debate.events(head) == told


@pytest.mark.parametrize("act", KEYED)
async def test_five_at_once_under_one_key_are_one(debate: Debate, act: Act) -> None:
    who, key = who_of(act, debate), new_key()
    await prepare(debate, act)
    head = await debate.head()
    answers = await asyncio.gather(*(ask(debate, act, who, key) for _ in range(5)))
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert len({answer.content for answer in answers}) == 1
    assert [event["type"] for event in await debate.events(head)] == list(act.told)


@pytest.mark.parametrize(
    ("verb", "changed"),
    [
        ("rooms.open_room", {"title": "Khác"}), ("rooms.describe", {"title": "Khác"}), ("rooms.archive", {"reason": "Khác"}),
        ("members.add", {"role": "observer"}), ("members.change_role", {"role": "moderator"}), ("members.remove", {"reason": "Khác"}),
        ("threads.open_thread", {"body": "Khác"}), ("threads.close", {"reason": "Khác"}), ("posts.reply", {"body": "Khác"}),
        ("posts.edit", {"body": "Khác"}), ("posts.retract", {"reason": "Khác"}), ("positions.take", {"position": "pass"}),
    ],
)  # fmt: skip
async def test_a_key_stands_for_one_content(
    debate: Debate, verb: str, changed: dict[str, str]
) -> None:
    act, key = ACTS[verb], new_key()
    who = who_of(act, debate)
    assert (await ask(debate, act, who, key)).is_success
    head = await debate.head()
    refused(await ask(debate, act, who, key, **changed), 409, "already-used", "key")
    assert await debate.head() == head


async def test_a_key_stands_for_one_act_and_one_place(debate: Debate) -> None:
    key = new_key()
    other = await debate.world.thread(debate.member, debate.room_id)
    assert (await ask(debate, ACTS["posts.reply"], debate.member, key)).is_success
    words = ACTS["posts.reply"].words
    elsewhere = await debate.member.ask("POST", f"/threads/{other}/posts", key=key, **words)
    refused(elsewhere, 409, "already-used", "key")
    refused(
        await ask(debate, ACTS["posts.retract"], debate.member, key), 409, "already-used", "key"
    )


async def test_a_key_is_the_person_s_own(debate: Debate) -> None:
    key = new_key()
    mine = await ask(debate, ACTS["posts.reply"], debate.member, key)
    theirs = await ask(debate, ACTS["posts.reply"], debate.moderator, key)
    assert mine.status_code == theirs.status_code == 201
    assert mine.json()["result"]["id"] != theirs.json()["result"]["id"]


async def test_a_refused_command_leaves_its_key_free(debate: Debate) -> None:
    key = new_key()
    refused(await ask(debate, ACTS["posts.reply"], debate.observer, key), 403, "role-may-not")
    number = debate.number(debate.observer)
    await debate.owner.do("PUT", f"{debate.room}/members/{number}", role="member")
    assert (await ask(debate, ACTS["posts.reply"], debate.observer, key)).status_code == 201


async def test_a_retry_is_answered_even_by_one_who_may_not_any_more(debate: Debate) -> None:
    key = new_key()
    first = await ask(debate, ACTS["posts.reply"], debate.member, key)
    number = debate.number(debate.member)
    await debate.owner.do("PUT", f"{debate.room}/members/{number}", role="observer")
    assert (await ask(debate, ACTS["posts.reply"], debate.member, key)).content == first.content


async def test_a_retry_does_not_bring_back_what_was_retracted_since(debate: Debate) -> None:
    said, asked = new_key(), new_key()
    post = (await ask(debate, ACTS["posts.reply"], debate.member, said)).json()["result"]
    opened = (await ask(debate, ACTS["threads.open_thread"], debate.member, asked)).json()["result"]
    for post_id in (post["id"], opened["post"]["id"]):
        await debate.member.do("PUT", f"/posts/{post_id}/retraction")
    again = (await ask(debate, ACTS["posts.reply"], debate.member, said)).json()["result"]
    assert again == post | {"html": ""}
    opened_again = (await ask(debate, ACTS["threads.open_thread"], debate.member, asked)).json()
    assert opened_again["result"]["post"] == opened["post"] | {"html": ""}


def who(someone: Someone) -> Who:
    person = someone.person
    return Who(
        Person(
            someone.id, person["name"], person["organisation"], person["constituency"],
            Language.VI, administrator=False,
        )
    )  # fmt: skip


async def test_nothing_is_announced_that_was_not_committed(debate: Debate) -> None:
    told: list[Entry] = []
    heads: list[int] = []

    def announce(entries: Sequence[Entry]) -> None:
        told.extend(entries)

    async with asyncpg.create_pool(debate.world.database_url, min_size=1, max_size=2) as pool:
        store = Store(pool, announce)
        draft = Draft(UUID(new_key()), "Tôi đồng ý.")
        done = await store.run(posts.reply, who(debate.member), debate.thread_id, draft, "<p>a</p>")
        heads.append(done.seqs[debate.room_id])
        wrong = Draft(draft.key, "Khác")
        with pytest.raises(Conflict):
            await store.run(posts.reply, who(debate.member), debate.thread_id, wrong, "")
    assert [(entry.room_id, entry.seq) for entry in told] == [(debate.room_id, heads[0])]


async def test_a_run_that_meets_a_deadlock_is_run_again_as_a_whole(world: World) -> None:
    tries: list[int] = []

    async def reply(tx: Tx, _: None) -> int:
        tries.append(len(tries))
        if len(tries) < 3:
            raise asyncpg.DeadlockDetectedError
        found: int = await tx.conn.fetchval("select 7")
        return found

    store = rewritten(world, reply)
    assert (await store.run(reply, None)).result == 7
    assert tries == [0, 1, 2]


async def test_a_run_that_never_gets_through_says_so(world: World) -> None:
    tries: list[int] = []

    async def reply(_: Tx, __: None) -> None:
        tries.append(1)
        raise asyncpg.SerializationError

    with pytest.raises(Busy, match="contended"):
        await rewritten(world, reply).run(reply, None)
    assert len(tries) == TRIES


def rewritten(world: World, verb: Any) -> Store:
    """The product's store with one more verb, which stands in for a real one."""
    store: Store = world.app.state.store
    rules = {audit.name_of(verb): Rule(recorded=False)}
    return Store(store._pool, lambda _: None, rules=rules)


async def test_a_verb_without_a_rule_does_not_run(world: World) -> None:
    async def unheard_of(_: Tx, __: None) -> None:
        pytest.fail("it must not run")

    with pytest.raises(KeyError):
        await world.app.state.store.run(unheard_of, None)


async def test_a_database_that_does_not_answer_is_said_to_be_away() -> None:
    pool = asyncpg.create_pool("postgresql://nobody@127.0.0.1:1/none", min_size=0, timeout=1)
    async with pool:
        store = Store(pool, lambda _: None)
        with pytest.raises(Busy, match="database-away"):
            async with store.looking():
                pytest.fail("there is no database")


async def test_all_connections_held_is_said_within_three_seconds(world: World) -> None:
    async with asyncpg.create_pool(world.database_url, min_size=1, max_size=1) as pool:
        store = Store(pool, lambda _: None)
        async with store.looking(), asyncio.timeout(3):
            with pytest.raises(Busy, match="database-away"):
                async with store.looking():
                    pytest.fail("there is one connection and it is held")
