"""Two hundred unread posts of one thread, caught up by keys from the list of rooms."""

import asyncio

from playwright.async_api import Locator, Page, expect

from tests.web.counted import Counted, counted, promised
from tests.web.pages.thread import ThreadPage
from tests.web.visit import Visit
from tests.world import World

UNREAD, AT_ONCE = 200, 20
WORDS = "Cơ chế thí điểm cần một đầu mối chịu trách nhiệm, có thời hạn rõ ràng. " * 4
TICK_MS = 250  # the page looks as often for what is in sight; a second there makes a post read

# Whether a post is in sight whose words are not there yet, or that will count as read if the reader waits.
STILL_READING = """() => {
  const box = document.querySelector('.stream').getBoundingClientRect()
  return [...document.querySelectorAll('article:has(header .dot, [aria-busy])')].some((post) => {
    const { top, bottom, height } = post.getBoundingClientRect()
    return Math.min(bottom, box.bottom) - Math.max(top, box.top) > 0.61 * height
  })
}"""


async def go(page: Page, acts: Counted, key: str, to: Locator) -> None:
    """Go there by this key. The keys of a screen are bound a moment after it shows: a press that came too early is not counted."""
    before = len(acts.done)
    async with asyncio.timeout(60):
        while not await to.evaluate("each => each === document.activeElement"):
            del acts.done[before:]
            await page.keyboard.press(key)
            await page.clock.run_for(TICK_MS)


async def test_two_hundred_unread_posts_are_caught_up_in_as_many_acts_as_the_page_of_journeys_says(
    site: World, visit: Visit
) -> None:
    owner, reader = await site.people("Nguyễn Văn An", "Trần Thị Bình")
    room = await site.room(owner, reader, title="Hai trăm ý kiến")
    thread = await site.thread(owner, room)
    seq = (await owner.get(f"/rooms/{room}"))["seq"]
    await reader.http.put(f"/rooms/{room}/reading", json={"read": [[1, seq]], "unread": []})
    for n in range(0, UNREAD, AT_ONCE):
        said = (f"Ý kiến {n + m + 1}. {WORDS}" for m in range(AT_ONCE))
        await asyncio.gather(*(site.reply(owner, thread, body) for body in said))

    page = await (await visit.as_(reader)).new_page()
    await page.clock.install()
    acts = await counted(page)
    await page.goto("/")
    keys = page.keyboard
    line = page.get_by_role("main").get_by_role("listitem").filter(has_text="Hai trăm ý kiến")
    await expect(line).to_contain_text(f"{UNREAD} chưa đọc")
    await go(page, acts, "n", line.get_by_role("link"))
    await keys.press("Enter")
    threads = page.get_by_role("main").get_by_role("list").get_by_role("link")
    await expect(threads).to_have_count(1)
    await go(page, acts, "j", threads)
    await keys.press("Enter")
    await ThreadPage(page).live()
    unread = page.locator("article header .dot")
    await expect(unread.first).to_be_visible()
    while True:
        async with asyncio.timeout(30):
            while await page.evaluate(STILL_READING):
                await page.clock.run_for(TICK_MS)
        if not await unread.count():
            break
        await keys.press("n")
    assert len(acts.done) == promised(1), acts
    print(acts)  # noqa: T201 - shown by -s

    async with asyncio.timeout(30):
        while (await reader.get("/rooms"))["rooms"][0]["unread"]:
            await page.clock.run_for(TICK_MS)
