"""Amendments of many changes: what touches what is found at once, and fifty of them come into the text at once."""

import random
import time

from rooms.proposals.amending.changes import Change, apply, together, touching
from rooms.proposals.amending.proposing import MOST_CHANGES
from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.amending.amended import Json, take_in
from tests.rooms.proposals.filling import changed
from tests.rooms.proposals.tabling import Table, begun
from tests.world import World

TAKEN_IN_S = 5 * 6.0  # watchdogs: five times what was measured on two cores busy with other work
RIVALS_S = 5 * 0.1
RIVALS = 30
HANDS = 4  # three propose, one takes in
AMENDMENTS, EACH = 50, 201
TEXT = "".join(f"mục{n:05}" + (" " if n % 12 else "\n") for n in range(AMENDMENTS * EACH))


def numbered(first: int, by: int, most: int) -> list[Change]:
    """Changes to the number of every so many words, from this word on."""
    at = [9 * n + 3 for n in range(first, AMENDMENTS * EACH, by)][:most]
    return [Change(each, TEXT[each : each + 5], f"{first:04}x") for each in at]


async def long(debate: Debate, text: str = TEXT) -> Table:
    """A proposal of this text in the stage of amendments."""
    table = await begun(debate, debate.member, text)
    await debate.member.do("PUT", f"{table.path}/opening", draft=1, body="Dự thảo dài.")
    await table.stage(debate.owner, "amendments")
    return table


async def test_fifty_amendments_of_two_hundred_changes_come_into_the_text_at_once(
    debate: Debate, world: World
) -> None:
    table = await long(debate)
    lists = [numbered(n, AMENDMENTS, EACH) for n in range(AMENDMENTS)]
    lines: list[Json] = [{"id": each, "revision": 1} for each in await changed(world, table, lists)]
    take = [{"amendment": each["id"], "revision": 1} for each in lines]
    words = {"version": 1, "take": take, "note": "Tiếp thu tất cả."}
    answer = await debate.member.ask("POST", f"{table.path}/inclusions", **words)
    told = refused(answer, 400, "too-many-taken", "take")
    assert (told["changes"], told["most"]) == (AMENDMENTS * EACH, 10_000)
    since = time.monotonic()
    await take_in(table, *lines[1:])
    took_s = time.monotonic() - since
    made = apply(TEXT, together(lists[1:]))
    assert (await debate.observer.get(f"{table.path}/versions/2"))["text"] == made
    assert (await debate.member.get(f"{table.path}/draft"))["text"] == made
    async with world.sql() as conn:
        edits = await conn.fetchval(
            "select count(*) from draft_update where proposal_id = $1", table.id
        )
    assert 0 < edits <= HANDS, "an update of each hand, not of each change"
    assert took_s < TAKEN_IN_S, took_s


async def test_rivals_of_a_thousand_changes_are_found_at_once(debate: Debate, world: World) -> None:
    table = await long(debate)
    lists = [numbered(n % 2, 2, MOST_CHANGES) for n in range(RIVALS)]
    ids = await changed(world, table, lists)
    took = list[float]()
    for _ in range(5):
        since = time.monotonic()
        shown = await debate.observer.get(f"/amendments/{ids[0]}")
        took.append(time.monotonic() - since)
    assert [each["amendment"]["id"] for each in shown["rivals"]] == ids[2::2]
    assert all(each["places"] == [*range(1, MOST_CHANGES + 1)] for each in shown["rivals"])
    assert min(took) < RIVALS_S, took


def scattered(chance: random.Random, text: str) -> list[Change]:
    """Some changes of the text, with something between each two; some drop nothing."""
    found, at = list[Change](), chance.randint(0, 8)
    while at < len(text) - 8 and len(found) < 9:
        beyond = at + chance.randint(0, 6)
        found.append(Change(at, text[at:beyond], chance.choice(["x", "yz", "Ấ"])))
        at = beyond + chance.randint(1, 12)
    return found or [Change(0, "", "x")]


async def test_what_touches_is_what_two_lists_of_changes_say(debate: Debate, world: World) -> None:
    chance, text = random.Random(6), "Điều 1. Cơ quan trả lời. " * 4
    table = await long(debate, text)
    lists = [scattered(chance, text) for _ in range(30)]
    ids = await changed(world, table, lists)
    of = dict(zip(ids, lists, strict=True))
    found = 0
    for amendment_id, ours in of.items():
        shown = await debate.observer.get(f"/amendments/{amendment_id}")
        rivals = {each["amendment"]["id"]: each["places"] for each in shown["rivals"]}
        for other, theirs in of.items():
            near = {*touching(ours, theirs), *(each for each in ours if each in theirs)}
            places = [place for place, each in enumerate(ours, 1) if each in near]
            assert rivals.get(other, []) == (places if other != amendment_id else [])
            found += len(places)
    assert found > len(ids), "some touch"
