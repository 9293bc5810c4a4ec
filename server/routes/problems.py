"""What a problem's `type` leads to: the reason in words, for whoever meets it in a log or a program."""

from litestar import get
from litestar.params import FromPath

from rooms.errors import NotFound
from server.problems.sentences import SENTENCES


@get("/problems/{reason:str}", media_type="text/plain", right="portal.see")
async def problem(reason: FromPath[str]) -> str:
    """A reason in both languages."""
    sentence = SENTENCES.get(reason)
    if sentence is None:
        raise NotFound("no-page")
    return f"{reason}\n\n{sentence.vi}\n{sentence.en}\n"
