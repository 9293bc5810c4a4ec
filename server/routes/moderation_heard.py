"""Moderation over HTTP for those it concerns: reporting, what was decided, asking for a review.

They are not in the room of moderation, so they are not told how far its journal has come.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from moderation import decisions, reports, reviews
from moderation.decisions import Decision
from moderation.reports import Reported, Reporting
from moderation.reviews import Asking
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store


@post("/posts/{post_id:int}/reports", right="reports.report")
async def report(
    post_id: FromPath[int],
    data: JSONBody[Reporting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Reported]:
    """Say what is wrong with a post."""
    return Done((await store.run(reports.report, who, post_id, data)).result, {})


@post("/threads/{thread_id:int}/reports", right="reports.report_title")
async def report_title(
    thread_id: FromPath[int],
    data: JSONBody[Reporting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Reported]:
    """Say what is wrong with the title of a thread."""
    return Done((await store.run(reports.report_title, who, thread_id, data)).result, {})


@post("/rooms/{room_id:int}/members/{number:int}/reports", right="reports.report_name")
async def report_name(
    room_id: FromPath[int],
    number: FromPath[int],
    data: JSONBody[Reporting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Reported]:
    """Say what is wrong with what a member is called."""
    return Done((await store.run(reports.report_name, who, room_id, number, data)).result, {})


@get("/moderation/acts/{act_id:int}", right="self.see")
async def decision(
    act_id: FromPath[int], who: NamedDependency[Who], store: NamedDependency[Store]
) -> Decision:
    """What was decided about one's own words, or what one had reported."""
    async with store.reading() as tx:
        return await decisions.decision(tx, who, act_id)


@post("/moderation/acts/{act_id:int}/review", right="reviews.ask")
async def ask(
    act_id: FromPath[int],
    data: JSONBody[Asking],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Decision]:
    """Ask that somebody else look at an act against one's own words."""
    return Done((await store.run(reviews.ask, who, act_id, data)).result, {})
