"""What is held is nobody's to read but its author's, until it was let through.

Random histories of what people of each role say and rules hold: it is let through or not, hidden, reviewed, overturned. After each
step everybody asks by every way, and has the words exactly where reading the thread gives them; the author has them besides
among what waits and in the decision.
"""

import asyncio
from contextlib import AsyncExitStack

from tests import desk
from tests.debate import ROLES, Debate, cast, gather
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.held import Affair, said_and_held
from tests.promises.test_hidden import Line, opened
from tests.promises.words_everywhere import (
    AGAIN,
    HELD,
    TO_ITS_READER,
    TO_WHO_IS_TOLD,
    had,
)
from tests.world import Someone, World

RULE = {"name": "chờ xem", "entries": [{"words": "đồ ngốc"}], "reason": "insult", "action": "hold"}
READ = "GET /threads/{thread_id:int}"
# Ways to one's own words: notices tell their author of a decision about them.
OWN = {AGAIN, HELD, "GET /files/{file_id:int}/{name:str}"} | TO_WHO_IS_TOLD
TITLES = ("/rooms/{}", "/rooms/{}/threads", "/r/{}/transcript", "/rooms")
NEXT = {  # what can come of what was said, by where it is
    "held": ("approve", "approve", "refuse"),
    "shown": ("hide",),
    "refused": ("ask",),
    "hidden": ("ask",),
    "asked": ("overturn", "overturn", "uphold"),
}


async def looked(running: Promise, affair: Affair, people: list[Someone]) -> None:
    """These people ask by every way, and each is told the same by all."""
    for who in people:
        ways = await had(affair.world, affair.said, who)
        readable = READ in ways
        where = f"{affair.stage}, {who.person['name']}"
        running.n += len(ways | TO_ITS_READER)
        running.holds(readable == affair.shown, f"{where}: the thread is wrong")
        expected = TO_ITS_READER if readable else set()
        # Its author has some ways of their own; of the others not everybody is told, whoever is mentioned is.
        free = OWN if who is affair.said.author else set()
        if readable and who is not affair.said.debate.owner:
            free = free | TO_WHO_IS_TOLD
        wrong = (ways ^ expected) - free
        running.holds(not wrong, f"{where}: words by {ways - expected}, none by {expected - ways}")
    await _to_its_author(running, affair, people)
    await _to_moderators(running, affair)


async def _to_its_author(running: Promise, affair: Affair, people: list[Someone]) -> None:
    said, waits = affair.said, affair.stage == "held"
    for who in people:
        mine = who is said.author
        text = (await who.http.get(f"{said.debate.room}/held")).text
        running.holds((said.canary in text) == (mine and waits), f"{affair.stage}: the held list")
        if affair.act_id:
            text = (await who.http.get(f"/moderation/acts/{affair.act_id}")).text
            running.holds((said.canary in text) == mine, f"{affair.stage}: the decision")
        if affair.not_until is None and not mine:
            for path in TITLES:
                text = (await who.http.get(path.format(said.debate.room_id))).text
                running.holds(affair.title not in text, f"{affair.stage}: {path}")


async def _to_moderators(running: Promise, affair: Affair) -> None:
    """The queue and its journal have no words; the case has them."""
    room_id, case, canary = await desk.desk(affair.world), await affair._case(), affair.said.canary
    who = affair.moderators[0]
    head = (await who.get(f"/rooms/{room_id}/entries?limit=1"))["seq"]
    for path in (
        "/moderation/queue?view=waiting",
        f"/rooms/{room_id}/entries?after={max(0, head - 50)}",
    ):
        running.holds(canary not in (await who.http.get(path)).text, f"{affair.stage}: {path}")
    file = (await who.http.get(f"/moderation/cases/{case['id']}")).text
    running.holds(canary in file, f"{affair.stage}: moderators cannot read it")
    for other in (affair.said.author, affair.said.debate.owner, affair.said.debate.outsider):
        answer = await other.http.get(f"/moderation/cases/{case['id']}")
        running.holds(
            answer.status_code == 404, f"{affair.stage}: {answer.status_code}, not theirs"
        )


async def _history(
    running: Promise, debate: Debate, moderators: list[Someone], steps: int
) -> list[Affair]:
    """One thing after another, while others write and read; after each some ask, the author and who is mentioned among them."""
    people = [debate.who(role) for role in ROLES] + [debate.outsider]
    affairs: list[Affair] = []
    for n in range(steps):
        live = [each for each in affairs if each.stage]
        if not live or (len(affairs) < 3 and running.random.random() < 0.3):
            affair = await said_and_held(running, debate, moderators)
            affairs.append(affair)
            await debate.say(debate.facilitator, f"Ý kiến {n}")
        else:
            affair = running.random.choice(live)
            step = running.random.choice(NEXT[affair.stage or ""])
            await asyncio.gather(affair.go_on(step), debate.say(debate.facilitator, f"Ý kiến {n}"))
        said = affair.said
        others = [each for each in people if each not in {said.author, debate.owner}]
        asking = {said.author, debate.owner, *running.random.sample(others, running.of(2, 4))}
        await looked(running, affair, [each for each in people if each in asking])
    return affairs


def _early(line: Line, affair: Affair) -> list[int]:
    """The numbers of entries that had the words before it was let through."""
    canary, until = affair.said.canary, affair.not_until
    numbered = line.entries.items()
    return [seq for seq, frame in numbered if canary in frame and (until is None or seq <= until)]


async def test_held_words_are_to_be_had_where_reading_gives_them_and_nowhere_else(
    world: World, promise: Promising
) -> None:
    with promise("P19 held") as running:
        people = await cast(world)
        moderators = await desk.moderators(world, "Trịnh Thị Duyệt", "Đào Văn Xét")
        for _ in range(running.of(1, 30)):
            debate = await gather(world, people, visibility="public")
            await debate.owner.do("PUT", f"{debate.room}/rules", rules={"lists": [RULE]})
            async with AsyncExitStack() as stack:
                lines = [
                    await stack.enter_async_context(opened(world, debate, who))
                    for who in (debate.observer, debate.moderator, debate.outsider)
                ]
                affairs = await _history(running, debate, moderators, running.of(7, 20))
                head = await debate.head()
                for line in lines:
                    assert await line.reach(head, 10), f"entry {head} did not come"
                    for affair in affairs:
                        running.n += 1
                        early = _early(line, affair)
                        running.holds(not early, f"{affair.stage}: too early, in {early}")
