"""A screen on paper: ink on white, nothing to press, and of a thread all that the device has, with the address of the whole."""

from playwright.async_api import Page, expect

from tests.web.pages.thread import ThreadPage, fill, path_of
from tests.web.visit import Visit
from tests.world import Someone, World

COLOURS = """() => [getComputedStyle(document.body).backgroundColor,
  getComputedStyle(document.querySelector('h1')).color]"""


async def on_paper(page: Page) -> None:
    """As the browser lays it out to print it, out of the dark."""
    await page.emulate_media(media="print", color_scheme="dark")
    await page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    await expect(page.get_by_role("banner")).to_be_hidden()
    assert await page.evaluate(COLOURS) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    await expect(page.get_by_role("button")).to_have_count(0)
    await expect(page.get_by_role("textbox")).to_have_count(0)
    await expect(page.get_by_role("navigation")).to_have_count(0)


async def test_a_thread_a_room_and_a_proposal_are_ink_on_white_and_a_thread_says_where_the_whole_is(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    room = await site.room(an, binh, visibility="public", title="Dữ liệu mở")
    thread = await site.thread(an, room)
    await fill(site, an, thread, 40)
    page = await visit(binh, path_of(room, thread))
    hers = await ThreadPage(page).live()
    whole = page.get_by_role("link", name=f"/r/{room}/transcript/{thread}")
    await expect(hers.post("Ý kiến số 39.")).to_have_count(0)  # far below the screen
    await expect(page.get_by_text(f"/r/{room}/transcript/{thread}")).to_be_attached()
    await on_paper(page)
    await expect(whole).to_be_visible()
    await expect(hers.posts).to_have_count(41)
    await page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    await page.emulate_media(media="screen")
    await expect(whole).to_be_hidden()
    await expect(hers.post("Ý kiến số 39.")).to_have_count(0)

    await page.goto(f"/r/{room}")
    await expect(page.get_by_role("heading", name="Dữ liệu mở", level=1)).to_be_visible()
    await expect(page.get_by_role("button", name="Mở chủ đề")).to_be_visible()
    await on_paper(page)
    await page.emulate_media(media="screen")

    done = await an.do("POST", f"/rooms/{room}/proposals", title="Mở dữ liệu", text="Điều 1. Mở.")
    path = f"/proposals/{done['result']['id']}"
    await an.do("PUT", f"{path}/opening", draft=1, body="Vì dữ liệu là của chung.")
    await page.goto(path)
    await expect(page.get_by_text("Điều 1. Mở.")).to_be_visible()
    await on_paper(page)
    await expect(page.get_by_text("Điều 1. Mở.")).to_be_visible()
    await page.emulate_media(media="screen")
    await page.goto(f"{path}?view=arguments")
    await expect(page.get_by_text("Chỉ phản biện và câu hỏi")).to_be_visible()
    await on_paper(page)
    await expect(page.get_by_text("Chỉ phản biện và câu hỏi")).to_be_hidden()  # it is not ticked
