"""The queue of moderation on screen, in Vietnamese."""

import re

from playwright.async_api import Locator, Page, expect

from tests.web.pages.keys import reach
from tests.web.pages.thread import ThreadPage

RULES = {"insult": "Xúc phạm", "spam": "Quảng cáo, thư rác", "illegal": "Trái pháp luật"}


class QueuePage:
    """The list, and the case that is open beside it. `page` is the browser's."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pill = page.get_by_role("button", name=re.compile(r"^\d+ mục mới$"))
        self.case = page.get_by_role("region", name="Vụ việc đang mở")
        self.rows = page.get_by_role("link").filter(has_text=re.compile(r"Vụ việc \d"))

    async def live(self) -> "QueuePage":
        """Once the queue is on screen and its line is live."""
        await expect(
            self.page.get_by_role("navigation", name="Hàng đợi kiểm duyệt")
        ).to_be_visible()
        await expect(self.page.get_by_text("Trực tiếp", exact=True)).to_be_visible()
        return self

    def row(self, case: int) -> Locator:
        """The case in the list."""
        return self.rows.filter(has_text=re.compile(rf"Vụ việc {case}(?!\d)"))

    async def reveal(self, case: int) -> Locator:
        """The case in the list, whether it waits behind the button or not."""
        await expect(self.row(case).or_(self.pill).first).to_be_visible()
        if not await self.row(case).count():
            await self.pill.click()
        await expect(self.row(case)).to_be_visible()
        return self.row(case)

    async def open(self, case: int) -> None:
        """By keyboard: j until it has the focus, then Enter."""
        await reach(self.row(case), "j")
        await self.page.keyboard.press("Enter")
        await expect(self.case.get_by_role("heading", level=2)).to_contain_text(f"Vụ việc {case}")

    async def view(self, name: str) -> None:
        """Another view of the queue."""
        await (
            self.page.get_by_role("navigation", name="Hàng đợi kiểm duyệt")
            .get_by_role("link", name=name)
            .click()
        )

    def button(self, name: str) -> Locator:
        """A button of the open case."""
        return self.case.get_by_role("button", name=re.compile(rf"^\S?\s?{name}$"))


async def report(page: Page, text: str, reason: str, words: str) -> None:
    """Report the post with this text from its menu in the thread."""
    thread = await ThreadPage(page).live()
    await thread.menu(thread.post(text), "Báo vi phạm")
    await thread.dialog.get_by_label(RULES[reason]).check()
    await thread.dialog.get_by_label(re.compile("^Nói thêm")).fill(words)
    await thread.dialog.get_by_role("button", name="Gửi báo vi phạm").click()
    await expect(thread.dialog).to_contain_text("Đã gửi báo vi phạm.")
    await thread.dialog.get_by_role("button", name="Đóng").last.click()
