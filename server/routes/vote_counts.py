"""The count of a vote in words: each step as a sentence, in the language of whoever asks."""

from typing import Any

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct

from rooms.people import Who
from rooms.store import Store
from rooms.voting import showing
from rooms.voting.counting import words
from server.problems.handlers import language_of


class CountStep(Struct, frozen=True):
    """What happened in a step, and the number of each option then ("12", "12/5"); no numbers where the step has none."""

    said: str
    tally: list[str]


class Counted(Struct, frozen=True):
    """How a vote was counted. `ended`: what came of it."""

    ended: str
    steps: list[CountStep]


@get("/votes/{vote_id:int}/count", right="room.read")
async def count(
    request: Request[Any, Any, Any],
    vote_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
) -> Counted:
    """How a vote that is closed was counted, step by step."""
    async with store.reading() as tx:
        vote = await showing.counted(tx, reader, vote_id)
    language = language_of(request)
    assert vote.result is not None, "it was counted"
    steps = [
        CountStep(words.said(step, vote.options, language), step.tally)
        for step in vote.result.rounds
    ]
    return Counted(words.ended(vote.result, vote.options, language), steps)
