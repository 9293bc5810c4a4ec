"""P19 for amendments: once the reasons are hidden, nothing that the amendment wants changed is to be had, until they are given back.

Nor is why it ended, whether that was said before or is said meanwhile.
"""

import json
from typing import Any

import pytest

from tests import moderated
from tests.debate import Debate, gather
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.words_everywhere import words_of
from tests.rooms.proposals.amending.amended import amend
from tests.rooms.proposals.tabling import NEXT, TEXT, Table, opened
from tests.rooms.test_search import word
from tests.world import Someone, World, new_key

Json = dict[str, Any]


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
        "entries": f"{debate.room}/entries?after={max(head - 20, 0)}",
    }
    found = {way: (await who.http.get(address)).text for way, address in ways.items()}
    answer = await who.ask("PUT", f"{path}/rebase", revision=1, version=2)
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
            assert {way for way, text in before.items() if canary in text} == {
                "amendment",
                "text",
                "list",
            }
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


class Ended:
    """An amendment of the facilitator's, the one who ends it, and how they say why: a word of its own."""

    def __init__(self, debate: Debate, table: Table, line: Json, how: str) -> None:
        self.debate, self.table, self.line, self.canary = debate, table, line, word()
        why = f"Vì {self.canary}."
        path = f"/amendments/{line['id']}"
        self.by = debate.facilitator if how == "withdrawal" else debate.member
        taken = {"amendment": line["id"], "revision": 1, "places": [1], "reason": why}
        commands: dict[str, tuple[str, Json]] = {
            "withdrawal": (f"{path}/withdrawal", {"reason": why}),
            "rejection": (f"{path}/rejection", {"revision": 1, "reason": why}),
            "inclusions": (
                f"{table.path}/inclusions",
                {"version": 1, "take": [taken], "note": "Tiếp thu."},
            ),
        }
        self.way, self.command = commands[how]
        self.command["key"] = new_key()

    async def end(self) -> str:
        """End it, or ask again with the same key; the answer."""
        method = "POST" if "inclusions" in self.way else "PUT"
        answer = await self.by.http.request(method, self.way, json=self.command)
        assert answer.is_success, answer.text
        return answer.text

    async def had(self, who: Someone) -> set[str]:
        """The ways by which this person is told why, now."""
        found = await texts(self.debate, self.table, self.line["id"], who)
        answer = await who.http.get(f"{self.table.path}/minutes.pdf")
        found["pdf"] = words_of(answer)
        if who.id == self.by.id:
            found["again"] = await self.end()
        return {way for way, text in found.items() if self.canary in text}


SHOWN = {"amendment", "list", "record", "minutes", "pdf"}  # where it is told why one ended


@pytest.mark.parametrize("how", ["withdrawal", "rejection", "inclusions"])
async def test_why_an_amendment_ended_goes_and_comes_with_its_reasons(
    world: World, promise: Promising, how: str
) -> None:
    with promise(f"P19 {how} of amendments") as running:
        debate = await gather(world, visibility="public")
        store, readers = world.app.state.store, (debate.owner, debate.member, debate.facilitator)
        for meanwhile in [False, True] if how != "inclusions" else [False]:
            table = await opened(debate, debate.member)
            await table.stage(debate.owner, "amendments")
            both = TEXT.replace("30 ngày", "20 ngày").replace("mở.", "mở, miễn phí.")
            line = await amend(table, debate.facilitator, both)
            ended = Ended(debate, table, line, how)
            if meanwhile:
                await moderated.hide(store, line["post_id"])
                answer = await ended.end()
                running.holds(ended.canary not in answer, f"hidden, and yet answered: {answer}")
            else:
                await ended.end()
                own = {"again"} if how != "inclusions" else set()
                assert await ended.had(ended.by) == SHOWN | own | {"entries"}, "each look can see"
                await moderated.cut(store, line["post_id"])
                await moderated.uncut(store, line["post_id"])
                assert await ended.had(ended.by) == SHOWN | own | {"entries"}, "it is no word of it"
                await moderated.hide(store, line["post_id"])
            for who in readers:
                running.holds(
                    not await ended.had(who), f"{how}: {await ended.had(who)} while hidden"
                )
            await moderated.restore(store, line["post_id"])
            for who in readers:
                assert await ended.had(who) == SHOWN, "given back"
            retraction = f"/posts/{line['post_id']}/retraction"
            await debate.facilitator.do("PUT", retraction, reason="Tôi nhầm")
            for who in readers:
                running.holds(not await ended.had(who), f"{how}: taken back")
            running.n += 1
