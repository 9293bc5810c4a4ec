"""What befalls a journey at its tender moments: nothing, or a line that is cut, an answer that is lost, a server that is killed."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.async_api import Locator, Page, Request, Route, expect

from tests.promises.process import Served
from tests.web.line import Line


class Calm:
    """Whatever is pressed is answered."""

    async def writing(self, page: Page, path: str, press: Locator) -> None:  # noqa: ARG002
        """Words that somebody wrote are sent to an address that ends in `path`."""
        await press.click()

    async def publishing(self, page: Page, path: str, press: Locator) -> None:  # noqa: ARG002
        """A version is put before the room."""
        await press.click()

    async def deciding(self, page: Page, path: str, press: Locator) -> None:  # noqa: ARG002
        """An amendment is decided on."""
        await press.click()


class Storm(Calm):
    """Each of it goes wrong once. `again`: the keys of what was sent twice."""

    def __init__(self, served: Served, line: Line) -> None:
        self._served = served
        self._line = line
        self.again: list[list[str]] = []
        self.befell: list[str] = []

    async def writing(self, page: Page, path: str, press: Locator) -> None:
        """The line of everybody is cut while it is sent."""
        with self._watched(page, path):
            self._line.cut()
            await self._in_vain(page, press)
            self._line.mend()
            await self._again(page, path, press)
        self.befell.append("cut")

    async def publishing(self, page: Page, path: str, press: Locator) -> None:
        """The server hears it and does it; the browser never hears the answer, but the room tells it what was done."""

        async def lose(route: Route) -> None:
            answer = await route.fetch()
            assert answer.ok, await answer.text()
            await route.abort("connectionreset")

        await page.route(f"**{path}", lose, times=1)
        await press.click()
        self.befell.append("lost")

    async def deciding(self, page: Page, path: str, press: Locator) -> None:
        """The server is killed before it hears of it, and started again."""

        async def fall(route: Route) -> None:
            self._served.kill()
            await route.continue_()

        with self._watched(page, path):
            await page.route(f"**{path}", fall, times=1)
            await self._in_vain(page, press)
            await self._served.start()
            await self._again(page, path, press)
        self.befell.append("killed")

    async def _in_vain(self, page: Page, press: Locator) -> None:
        await press.click()
        lost = page.get_by_role("form").get_by_role("alert").filter(has_text="Chưa có trả lời")
        await expect(lost).to_be_visible()

    async def _again(self, page: Page, path: str, press: Locator) -> None:
        async with page.expect_response(lambda answer: answer.url.endswith(path)) as answered:
            await press.click()
        assert (await answered.value).ok, await (await answered.value).text()

    @contextmanager
    def _watched(self, page: Page, path: str) -> Iterator[None]:
        keys: list[str] = []

        def asked(request: Request) -> None:
            if request.url.endswith(path) and request.method in {"POST", "PUT"}:
                keys.append((request.post_data_json or {})["key"])

        page.on("request", asked)
        yield
        page.remove_listener("request", asked)
        self.again.append(keys)
