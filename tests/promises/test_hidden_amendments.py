"""P19 for amendments: once the reasons are hidden, nothing that the amendment wants changed is to be had, until they are given back."""

import json

from tests import moderated
from tests.debate import Debate, gather
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.rooms.proposals.amending.amended import amend
from tests.rooms.proposals.tabling import NEXT, TEXT, Table, opened
from tests.rooms.test_search import word
from tests.world import Someone, World


async def texts(debate: Debate, table: Table, amendment_id: int, who: Someone) -> dict[str, str]:
    """What this person gets by each way that has anything of an amendment."""
    path, head = f"/amendments/{amendment_id}", await debate.head()
    ways = {
        "amendment": path,
        "text": f"{path}/text",
        "list": f"{table.path}/amendments",
        "rival": f"/amendments/{amendment_id + 1}",
        "proposal": f"{table.path}/state",
        "record": f"{table.path}/record",
        "minutes": f"{table.path}/minutes",
        "entries": f"{debate.room}/entries?after={head - 20}",
    }
    found = {way: (await who.http.get(address)).text for way, address in ways.items()}
    revised = {
        "base": 2,
        "revision": 1,
        "text": NEXT,
        "key": "0190f000-0000-7000-8000-000000000000",
    }
    answer = await who.http.put(f"{path}/rebase", json={**revised, "version": 2})
    return found | {"rebase": answer.text}


async def _look(running: Promise, debate: Debate, table: Table, canary: str, line: int) -> None:
    for who in (debate.owner, debate.member, debate.facilitator):
        for way, text in (await texts(debate, table, line, who)).items():
            running.holds(canary not in text, f"hidden, and yet there by {way}: {text[:200]}")


async def test_the_changes_of_an_amendment_go_and_come_with_its_reasons(
    world: World, promise: Promising
) -> None:
    with promise("P19 amendments") as running:
        debate = await gather(world, visibility="public")
        for _ in range(running.of(1, 20)):
            table = await opened(debate, debate.member)
            await table.stage(debate.owner, "amendments")
            canary = word()
            wanted = TEXT.replace("30 ngày", canary)
            line = await amend(table, debate.facilitator, wanted)
            await amend(table, debate.owner, TEXT.replace("30 ngày", "45 ngày"))
            await table.publish(NEXT)
            before = await texts(debate, table, line["id"], debate.observer)
            assert {way for way, text in before.items() if canary in text} == {"amendment", "text"}
            conflicts = json.loads(before["amendment"])["rebased"]["conflicts"]
            assert canary in str(conflicts), "each of its parts can be seen"
            for how in ("hidden", "removed"):
                await moderated.hide(world.app.state.store, line["post_id"], how)
                await _look(running, debate, table, canary, line["id"])
                shown = await debate.owner.get(f"/amendments/{line['id']}")
                assert (shown["hidden"], shown["changes"]) == (True, [])
                if how == "hidden":
                    await moderated.restore(world.app.state.store, line["post_id"])
            running.n += 1


async def test_taken_back_by_their_author_the_reasons_take_the_changes_along(
    world: World, promise: Promising
) -> None:
    with promise("P19 amendments taken back") as running:
        debate = await gather(world)
        table = await opened(debate, debate.member)
        await table.stage(debate.owner, "amendments")
        canary = word()
        line = await amend(table, debate.facilitator, TEXT.replace("30 ngày", canary))
        await amend(table, debate.owner, TEXT.replace("30 ngày", "45 ngày"))
        said = f"/posts/{line['post_id']}/retraction"
        await debate.facilitator.do("PUT", said, reason="Tôi nhầm")
        await _look(running, debate, table, canary, line["id"])
        answer = await debate.member.ask(
            "POST",
            f"{table.path}/inclusions",
            version=1,
            take=[{"amendment": line["id"], "revision": 1}],
            note="Tiếp thu.",
        )
        running.holds("amendment-hidden" in answer.text, f"and yet taken in: {answer.text}")
        running.n += 1
