"""Reading documents as a browser without script would: one GET, and what stands in the page."""

import re

import httpx

from tests.debate import Debate
from tests.world import Someone, World

SCRIPT = re.compile(r"<script|\son[a-z]+=|javascript:|<style|\sstyle=", re.IGNORECASE)


async def read(
    world: World, path: str, who: Someone | None = None, headers: dict[str, str] | None = None
) -> httpx.Response:
    """The answer at the path, for somebody (None: nobody is signed in)."""
    if who is not None:
        return await who.http.get(path, headers=headers)
    async with httpx.AsyncClient(base_url=world.url) as http:
        return await http.get(path, headers=headers)


def transcript_of(debate: Debate, rest: str = "") -> str:
    return f"/r/{debate.room_id}/transcript{rest}"


def of_post(page: str, post_id: int) -> str:
    """The article of a post."""
    found = re.search(rf'<article id="p{post_id}".*?</article>', page, re.DOTALL)
    assert found is not None, f"#p{post_id} is not on the page"
    return found[0]
