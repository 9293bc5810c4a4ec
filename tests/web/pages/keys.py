"""Getting about by keyboard alone."""

from playwright.async_api import Locator, Page, expect

FAR = 500  # presses after which a thing counts as out of reach; the rooms of other tests lie on the way
SPOTTED = "el => el === document.activeElement"


async def reach(target: Locator, key: str = "Tab") -> None:
    """Press a key until the thing has the focus."""
    await expect(target).to_be_visible()
    spot = await target.element_handle()
    for _ in range(FAR):
        if await spot.evaluate(SPOTTED):
            return
        await target.page.keyboard.press(key)
    raise AssertionError(f"{target} is out of reach with {key}")


async def skip_to_content(page: Page) -> None:
    """Over the rooms at the left, however many they are."""
    await reach(page.get_by_role("link", name="Tới nội dung"))
    await page.keyboard.press("Enter")
