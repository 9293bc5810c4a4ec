"""Why an amendment ended: somebody's words, which rules look at once, and which go with whoever said them."""

import asyncio
from typing import Any

from rooms.proposals.amending import including
from rooms.proposals.amending.changes import changes
from rooms.proposals.amending.including import Including, Prepared
from rooms.proposals.amending.taking import TakeIn
from rooms.proposals.articles import Article
from rooms.proposals.presenting import Shown
from rooms.store import Store
from tests import moderated, proposal_reducer
from tests.debate import Debate, gather
from tests.moderation.requesting import erased
from tests.promises.scene import key, who
from tests.rooms.proposals.amending.amended import FREE, LATER, SOONER, amend, take_in
from tests.rooms.proposals.tabling import TEXT, Table, opened
from tests.rooms.test_held import Waits
from tests.world import World

Json = dict[str, Any]
WHY = "Chưa đủ nguồn lực."


async def rejected(table: Table, line: Json, why: str = WHY) -> None:
    """Rejected by the one who drafts."""
    path = f"/amendments/{line['id']}/rejection"
    await table.author.do("PUT", path, revision=line["revision"], reason=why)


async def told(debate: Debate, table: Table) -> Json:
    """The list of amendments as it is read now."""
    return await debate.owner.get(f"{table.path}/amendments")


async def test_of_a_co_author_who_is_erased_the_reasons_go_and_what_was_decided_stays(
    world: World,
) -> None:
    debate = await gather(world)
    amended = await opened(debate, debate.member)
    await amended.stage(debate.owner, "amendments")
    await rejected(amended, await amend(amended, debate.owner, SOONER))
    await rejected(amended, await amend(amended, debate.facilitator, LATER), "Quá muộn.")
    free = await amend(amended, debate.owner, FREE)
    await take_in(amended, take=[{"amendment": free["id"], "revision": 1}])
    await moderated.hide(
        world.app.state.store, (await told(debate, amended))["amendments"][1]["post_id"]
    )
    before = await told(debate, amended)
    assert [line["reason"] for line in before["amendments"]] == ["", "", WHY]

    await erased(world, debate.member)

    now = await told(debate, amended)
    assert [line["reason"] for line in now["amendments"]] == ["", "", "…"]
    after = proposal_reducer.amendments(before, amended.id, await debate.entries(before["seq"]))
    assert after["amendments"] == now["amendments"]
    assert [line | {"reason": ""} for line in now["amendments"]] == [
        line | {"reason": ""} for line in before["amendments"]
    ]
    events = await debate.events()
    ended = [event["amendment"] for event in events if event["type"] == "amendment.ended"]
    assert [line["reason"] for line in ended if line["proposal_id"] == amended.id] == [""] * 3
    redacted = [event for event in events if event["type"] == "amendment.redacted"]
    assert [(event["amendment"], len(event["blanked"])) for event in redacted] == [
        (now["amendments"][2], 1)
    ]
    await moderated.restore(world.app.state.store, now["amendments"][1]["post_id"])
    assert (await told(debate, amended))["amendments"][1]["reason"] == "…", "given back without it"


async def test_whoever_hides_it_while_it_ends_leaves_no_entry_that_says_why(
    amended: Table, debate: Debate, world: World
) -> None:
    store: Store = world.app.state.store
    texts = [TEXT.replace("30 ngày", f"{days} ngày") for days in range(40, 48)]
    for text in texts:
        line = await amend(amended, debate.owner, text)
        await asyncio.gather(rejected(amended, line), moderated.hide(store, line["post_id"]))
    events = await debate.events()
    ended = [event["amendment"] for event in events if event["type"] == "amendment.ended"]
    assert len([line for line in ended if line["proposal_id"] == amended.id]) == len(texts)
    assert {line["reason"] for line in ended if line["proposal_id"] == amended.id} == {""}


async def test_rules_look_once_at_each_reason_of_what_is_taken_in(
    amended: Table, debate: Debate, world: World
) -> None:
    lines = [await amend(amended, debate.owner, text) for text in (SOONER, FREE)]
    screening, author = Waits(), who(debate.member)
    store = Store(world.app.state.store._pool, screening=screening)
    said = Including(key(), 1, [TakeIn(line["id"], 1, None, f"Vì thứ {line['number']}.") for line in lines], "Tiếp thu.")  # fmt: skip
    async with store.looking() as tx:
        found = await including.sources(tx, author, amended.id, said)
    assert found is not None
    pieces = [Shown(Article("", 0, found.made), "<p>…</p>")]
    prepared = Prepared(pieces, found.draft, changes(found.text, found.saved))
    await store.run(including.include, author, amended.id, said, prepared)
    reasons = [text for text in screening.looked if text.startswith("Vì thứ")]
    assert sorted(reasons) == ["Vì thứ 1.", "Vì thứ 2."]
