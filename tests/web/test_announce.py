"""What a screen reader is told: one region, politely, a summary instead of every post."""

import asyncio
import itertools
import time

from playwright.async_api import expect

from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import Someone, World

BURST_S = 6.0
RECORD = """() => {
  window.told = []
  for (const region of document.querySelectorAll('[aria-live=polite], [role=status]'))
    new MutationObserver(() => {
      if (region.textContent.trim()) window.told.push([performance.now(), region.textContent.trim()])
    }).observe(region, { childList: true, characterData: true, subtree: true })
}"""


async def test_a_burst_is_summed_up_at_most_once_in_five_seconds(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    await hers.page.evaluate(RECORD)

    until = time.monotonic() + BURST_S
    said = 0
    while time.monotonic() < until:
        await site.reply(an, thread, f"Dồn dập {said}")
        said += 1
        await asyncio.sleep(0.02)  # a pace, not a wait: about thirty posts a second
    region = hers.page.get_by_role("status").filter(has_text="ý kiến mới")
    await expect(region).to_have_count(1)

    told = await hers.page.evaluate("() => window.told")
    times = [at for at, _ in told]
    assert said > 30
    assert 1 <= len(told) <= 1 + BURST_S // 5 + 1
    assert all(later - earlier >= 4_900 for earlier, later in itertools.pairwise(times))


async def test_what_one_does_oneself_is_said_at_once(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()

    await hers.posts.first.get_by_role("button", name="Đồng tình").first.click()

    await expect(
        hers.page.get_by_role("status").filter(has_text="Đã ghi: Đồng tình")
    ).to_have_count(1)
