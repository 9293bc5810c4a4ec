"""P19 for arguments: what moderation hides or cuts, or its author takes back, is gone at once from the columns of a proposal, wherever it stood there."""

from tests import moderated
from tests.debate import Debate, gather
from tests.promises.conftest import Promising
from tests.promises.words_everywhere import words_of
from tests.rooms.proposals.disputing import Dispute, disputed
from tests.rooms.proposals.tabling import opened
from tests.rooms.test_search import word
from tests.world import Someone, World

PLACES = ("argument", "reused", "evidence", "reply")


async def say(dispute: Dispute, debate: Debate, place: str) -> tuple[int, str]:
    """Something said where the columns of a proposal show it; the post and its canary."""
    canary = word()
    body = f"Lời {canary} này."
    if place == "argument":
        return await dispute.say(debate.member, "critique", body), canary
    if place == "reused":
        post_id = int((await debate.say(debate.member, body))["id"])
        await debate.owner.do("PUT", f"{dispute.path}/{post_id}", stance="critique")
        return post_id, canary
    above = await dispute.say(debate.owner, "critique")
    kind = "evidence" if place == "evidence" else "opinion"
    post_id = await dispute.say(debate.member, kind, body, parent_id=above)
    if place == "reply":
        await debate.owner.do("PUT", f"{dispute.path}/{above}/answer", answer_id=post_id)
    return post_id, canary


async def had(dispute: Dispute, who: Someone, canary: str) -> set[str]:
    """The ways by which this person has the words now."""
    ways = [f"{dispute.path}?column={column}&order={order}" for column in ("support", "critique", "question") for order in ("strength", "time")]  # fmt: skip
    ways.append(f"{dispute.path}/summary")
    ways += [f"{dispute.path}/{post_id}/replies" for post_id in await dispute.ids("critique")]
    ways += [f"{dispute.proposal.path}/{rest}" for rest in ("record", "minutes", "minutes.pdf")]
    texts = [(way, words_of(await who.ask("GET", way))) for way in ways]
    return {way for way, text in texts if canary in text}


async def test_what_is_taken_from_its_readers_is_in_no_column(
    world: World, promise: Promising
) -> None:
    store = world.app.state.store
    with promise("P19 arguments") as running:
        for place in PLACES * running.of(1, 10):
            debate = await gather(world, visibility="public")
            dispute = await disputed(await opened(debate, debate.member))
            readers = (debate.owner, debate.member, debate.outsider)
            post_id, canary = await say(dispute, debate, place)
            for who in readers:
                assert await had(dispute, who, canary), "each look can see"
            await moderated.hide(store, post_id)
            for who in readers:
                running.n += 1
                running.holds(not await had(dispute, who, canary), f"{place}: hidden")
            await moderated.restore(store, post_id)
            assert await had(dispute, debate.outsider, canary), "it is given back"
            await moderated.cut(store, post_id, canary)
            running.holds(not await had(dispute, debate.owner, canary), f"{place}: cut")
            await moderated.uncut(store, post_id)
            assert await had(dispute, debate.owner, canary), "the words are given back"
            await debate.member.do("PUT", f"/posts/{post_id}/retraction", reason="")
            for who in readers:
                running.n += 1
                running.holds(not await had(dispute, who, canary), f"{place}: taken back")
