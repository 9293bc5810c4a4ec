"""A drafting table in a browser: the field in which co-authors write together, and what it holds."""

from playwright.async_api import Locator, Page

# The lines of the editor, without the names at others' carets.
LINES = """(field) => {
  if ('value' in field) return field.value
  const lines = [...field.querySelectorAll('.cm-line')].map((line) => {
    const copy = line.cloneNode(true)
    for (const other of copy.querySelectorAll('.other')) if (other.querySelector('span')) other.remove()
    return copy.textContent
  })
  return lines.join('\\n')
}"""
SENT = "Mọi chữ đã lên máy chủ."


def field(page: Page) -> Locator:
    """The text of the table."""
    return page.get_by_role("form", name="Bàn soạn thảo").get_by_label("Văn bản")


async def text(page: Page) -> str:
    """What stands in it; of a short text, all of whose lines are on the page."""
    found: str = await field(page).evaluate(LINES)
    return found


async def holds(page: Page, said: str) -> None:
    """It comes to hold this."""
    await field(page).wait_for()
    handle = await field(page).element_handle()
    await page.wait_for_function(
        f"([field, said]) => ({LINES})(field) === said", arg=[handle, said]
    )


async def sent(page: Page) -> None:
    """Everything that was typed is on the server."""
    await page.get_by_text(SENT).wait_for()


async def at_end(page: Page) -> None:
    """The caret stands behind the last character."""
    await field(page).click()
    await page.keyboard.press("Control+End")


async def put(page: Page, said: str) -> None:
    """This in the place of all that stands there."""
    await field(page).click()
    await page.keyboard.press("Control+a")
    await page.keyboard.press("Delete")
    await page.keyboard.insert_text(said)
    await holds(page, said)
