"""Attaching on screen: the composer's files, and those of a post."""

from playwright.async_api import FilePayload, Locator, expect

from tests.web.pages.keys import reach
from tests.web.pages.thread import ThreadPage

# What a browser does when something is pasted into, or dropped onto, the focused field's form.
GIVE = """async ([how, name, type, body]) => {
  const data = new DataTransfer()
  data.items.add(new File([Uint8Array.from(body)], name, { type }))
  const options = { bubbles: true, cancelable: true, [how === 'paste' ? 'clipboardData' : 'dataTransfer']: data }
  const kind = how === 'paste' ? ClipboardEvent : DragEvent
  document.querySelector('form.compose textarea').dispatchEvent(new kind(how, options))
}"""


class Attaching:
    """The files of what is being written in a thread."""

    def __init__(self, thread: ThreadPage) -> None:
        self.thread = thread
        self.page = thread.page
        self.button = thread.composer.get_by_role("button", name="Đính kèm tệp")
        self.list = thread.composer.get_by_role("list", name="Tệp đính kèm")
        self.items = self.list.get_by_role("listitem")
        self.page.on("filechooser", lambda _: None)  # from now on, so that none opens unseen

    def item(self, name: str) -> Locator:
        """The file with this name."""
        return self.items.filter(has_text=name)

    def alt(self, name: str) -> Locator:
        """Where one says what it shows."""
        return self.item(name).get_by_label("Mô tả ảnh")

    async def choose(self, *files: tuple[str, bytes]) -> None:
        """From the writing field, by keyboard, through the browser's own chooser."""
        await self.thread.field.focus()
        await reach(self.button)
        async with self.page.expect_file_chooser() as asked:
            await self.page.keyboard.press("Enter")
        given = [
            FilePayload(name=name, mimeType="application/octet-stream", buffer=body)
            for name, body in files
        ]
        await (await asked.value).set_files(given)

    async def give(self, how: str, name: str, body: bytes) -> None:
        """Paste it (`paste`), or drop it (`drop`)."""
        await self.thread.field.focus()
        await expect(self.button).to_be_visible()
        await self.page.evaluate(GIVE, [how, name, "image/png", list(body)])

    async def arrived(self, name: str) -> None:
        """Until it is there."""
        await expect(self.item(name).get_by_role("progressbar")).to_have_count(0)
        await expect(self.item(name)).to_contain_text("·")
