"""A thread on screen, in Vietnamese."""

import asyncio
import re
from contextlib import suppress

from playwright.async_api import Locator, Page, expect
from playwright.async_api import TimeoutError as Late

from tests.world import Someone, World

WAIT_S = 30


class ThreadPage:
    """Its posts and its composer. `page` is the browser's."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.posts = page.get_by_role("article")
        self.pill = page.get_by_role("button", name=re.compile(r"\d ý kiến mới"))
        self.composer = page.get_by_role("form", name="Viết ý kiến")
        self.field = self.composer.get_by_role("textbox").first  # then those of its files
        self.send = self.composer.get_by_role("button", name="Gửi ý kiến")
        self.heading = page.get_by_role("heading", level=1)
        self.dialog = page.get_by_role("dialog")

    async def live(self) -> "ThreadPage":
        """Once the thread is on screen and its line is live."""
        await expect(self.page.get_by_text("Trực tiếp", exact=True)).to_be_visible()
        await expect(self.posts.first).to_be_visible()
        return self

    async def reveal(self) -> None:
        """Press the pill for as long as there is one."""
        while await self.pill.count():
            with suppress(Late):  # it goes by itself where what it was about has come to be seen
                await self.pill.click(timeout=1_000)

    async def meet(self, text: str) -> Locator:
        """The post with this text, there or behind the pill, shown once and only once."""
        async with asyncio.timeout(WAIT_S):
            # The pill may have been about another post, and this one still on its way.
            while not await self.post(text).count():
                await expect(self.post(text).or_(self.pill).first).to_be_visible()
                await self.reveal()
        await expect(self.post(text)).to_have_count(1)
        return self.post(text)

    def post(self, text: str) -> Locator:
        """The post with this text."""
        return self.posts.filter(has_text=text)

    async def say(self, text: str) -> None:
        """Write into the thread and send."""
        await self.field.fill(text)
        await self.field.press("Control+Enter")
        await expect(self.field).to_have_value("")

    async def menu(self, post: Locator, act: str) -> None:
        """Choose from the further acts of a post."""
        await post.get_by_role("button", name=re.compile("^Thao tác khác")).click()
        await post.get_by_role("button", name=act, exact=True).click()

    async def write(self, text: str) -> None:
        """Type into the composer, key by key, without sending."""
        await self.field.click()
        await self.page.keyboard.type(text)


def path_of(room: int, thread: int) -> str:
    """The address of a thread."""
    return f"/r/{room}/t/{thread}"


async def fill(site: World, author: Someone, thread: int, posts: int) -> list[int]:
    """Posts enough to scroll in; their ids."""
    words = "Cơ chế thí điểm cần một đầu mối chịu trách nhiệm và thời hạn rõ ràng. " * 3
    return [
        (await site.reply(author, thread, f"Ý kiến số {n}. {words}"))["result"]["id"]
        for n in range(posts)
    ]
