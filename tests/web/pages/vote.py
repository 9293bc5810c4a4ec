"""A vote on screen, in Vietnamese: the ballot, the receipt, the result."""

from playwright.async_api import Locator, Page, expect


class VotePage:
    """What somebody does with the vote of a proposal. `page` is the browser's."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.main = page.get_by_role("main")
        self.receipt = page.get_by_role("region", name="Biên nhận").locator("code")

    def button(self, name: str) -> Locator:
        """A button by the whole of its name."""
        return self.page.get_by_role("button", name=name, exact=True)

    async def open(self, days: str = "1") -> None:
        """Open the vote."""
        await self.page.get_by_label("Số ngày bỏ phiếu").fill(days)
        await self.button("Mở biểu quyết").click()
        await expect(self.main.get_by_text("0 trong 6 người đã bỏ phiếu")).to_be_visible()

    async def mark(self, choice: str) -> None:
        """Mark the ballot, and look at it again."""
        await self.page.get_by_role("radio", name=choice, exact=True).check()
        await self.button("Xem lại phiếu").click()
        await expect(self.main.get_by_text(f"Phiếu sẽ bỏ: {choice}")).to_be_visible()

    async def kept(self) -> str:
        """The receipt, as it is shown once the ballot is in the box."""
        await expect(self.main.get_by_text("Bạn đã bỏ phiếu.")).to_be_visible()
        return (await self.receipt.inner_text()).replace(" ", "")

    async def find(self, receipt: str) -> Locator:
        """The ballot of this receipt in the opened box."""
        await self.page.get_by_role("textbox", name="Tìm phiếu theo biên nhận").fill(receipt)
        await self.button("Tìm").click()
        return self.main.get_by_text("Có trong hộp phiếu")
