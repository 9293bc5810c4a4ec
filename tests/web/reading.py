"""Reading documents as a browser without script would: one GET, and what stands in the page."""

import re
from html.parser import HTMLParser

import httpx

from tests.debate import Debate
from tests.world import Someone, World


class _Running(HTMLParser):
    """Notes what a browser would run, or take a style from."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser for each element."""
        if tag in {"script", "style"}:
            self.found.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()  # as browsers read it
            if name.startswith("on") or name == "style" or address.startswith("javascript:"):
                self.found.append(f"{tag} {name}={value}")


def running(page: str) -> list[str]:
    """The elements and attributes of the page that are script or style; what is told of them is neither."""
    parser = _Running()
    parser.feed(page)
    parser.close()
    return parser.found


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
