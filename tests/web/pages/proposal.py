"""A proposal on screen, in Vietnamese: its table, its support, its amendments, its course."""

import re

from playwright.async_api import Locator, Page, expect

from tests.web.desk import put


class ProposalPage:
    """What somebody does with a proposal. `page` is the browser's."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.main = page.get_by_role("main")
        self.amended = page.get_by_role("form", name="Sửa trên văn bản").get_by_role("textbox")
        self.support = self.button("Ủng hộ bản này")

    def button(self, name: str) -> Locator:
        """A button by the whole of its name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        """A link by the whole of its name."""
        return self.main.get_by_role("link", name=name, exact=True)

    async def view(self, name: str) -> None:
        """Go to one of its views."""
        views = self.page.get_by_role("navigation", name="Xem đề xuất")
        await views.get_by_role("link", name=re.compile(f"^{name}")).click()

    async def at(self, stage: str) -> None:
        """It is in this stage."""
        step = self.page.get_by_role("list", name="Các bước").get_by_role("listitem")
        await expect(step.filter(has_text=stage)).to_have_attribute("aria-current", "step")

    async def save(self, text: str, number: int) -> None:
        """The draft with this text, which becomes the save of this number."""
        await put(self.page, text)
        await self.button("Lưu dự thảo").click()
        await self.saved(number)

    async def saved(self, number: int) -> None:
        """The save of this number is the newest one."""
        await expect(self.main.get_by_text(f"Giống lần lưu {number}.")).to_be_visible()

    async def ask(self, name: str) -> None:
        """Somebody of the room to the table."""
        await self.page.get_by_label("Thành viên của phòng").select_option(label=name)
        await self.button("Mời cùng soạn").click()
        await expect(self.main.get_by_role("listitem").filter(has_text=name)).to_be_visible()

    async def supports(self, version: int) -> None:
        """This person's support is of this version."""
        await expect(self.main.get_by_text(f"Đang ủng hộ bản {version}.")).to_be_visible()

    async def lead(self, stage: str, reason: str) -> None:
        """On to this stage."""
        await self.view("Quá trình")
        await self.button(f"Chuyển sang: {stage}").click()
        form = self.page.get_by_role("form", name=f"Chuyển sang: {stage}")
        await form.get_by_label("Lý do").fill(reason)
        await form.get_by_role("button", name="Xác nhận").click()
        await self.at(stage)

    async def amend(self, text: str) -> None:
        """The text as it is wanted, and the difference looked at."""
        await self.amended.fill(text)
        await self.button("Xem khác biệt").click()
        await expect(
            self.page.get_by_role("heading", name="Khác biệt so với bản đang có")
        ).to_be_focused()

    async def amendment(self, number: int) -> None:
        """One of the amendments, from wherever this is."""
        await self.view("Sửa đổi")
        await (
            self.page.get_by_role("list", name="Sửa đổi")
            .get_by_role("link", name=re.compile(f"^Sửa đổi {number}\\b"))
            .click()
        )
        await self.shows(number)

    async def shows(self, number: int) -> None:
        """This amendment is shown."""
        heading = self.page.get_by_role("heading", name=f"Sửa đổi {number}", exact=True)
        await expect(heading).to_be_visible()

    async def choose(self, *numbers: int) -> None:
        """These amendments for the next version, at the desk."""
        await self.view("Sửa đổi")
        await self.link("Quyết định và ra bản mới").click()
        for number in numbers:
            await self.page.get_by_role("checkbox", name=f"Sửa đổi {number}", exact=True).check()
