"""Each language is whole: no word of the other is left on a screen, and the page says which one it speaks."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.pages.words import pattern_of, words_of
from tests.web.visit import Visit
from tests.world import World

# All that is read or spoken: text, and the words that only some hear.
SPOKEN = """() => {
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement
    if (!parent.closest('script, style, noscript, .body, [lang]:not(html)'))
      found.push(walker.currentNode.textContent)
  }
  for (const each of document.querySelectorAll('[aria-label], [title], [placeholder]'))
    if (!each.closest('[lang]:not(html)'))
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(each.getAttribute(name) ?? '')
  found.push(document.title)
  return found.map(text => text.replace(/\\s+/g, ' ').trim()).filter(Boolean)
}"""


async def _foreign(page: Page, other: str, own: str) -> set[str]:
    """What on this page is, word for word, the other language's and not its own."""
    theirs = set(await words_of(page, other)) - set(await words_of(page, own))
    patterns = [pattern_of(words) for words in theirs if len(words.replace("\1", "").strip()) > 2]
    spoken = await page.evaluate(SPOKEN)
    assert len(spoken) > 3
    return {text for text in spoken if any(pattern.fullmatch(text) for pattern in patterns)}


@pytest.mark.parametrize(("language", "other"), [("vi", "en"), ("en", "vi")])
async def test_no_word_of_the_other_language_is_left(
    site: World, visit: Visit, language: str, other: str
) -> None:
    who = await site.person("Hoàng Gia Huy", language=language)
    room = await site.room(who, visibility="public", title="2030")
    thread = await site.thread(who, room, title="57")
    await site.reply(who, thread, "1")
    page = await visit(who, "/")
    heading = page.get_by_role("heading", level=1)

    for path in ("/", f"/r/{room}", path_of(room, thread), "/me", "/sign-in", "/sign-up"):
        await page.goto(path)
        await expect(heading).to_be_visible()
        if path == path_of(room, thread):
            await expect(page.get_by_role("article")).to_have_count(2)
            await page.get_by_role("form").get_by_role("textbox").click()
            await page.get_by_role("article").last.get_by_role("button").last.click()
        await expect(page.locator("html")).to_have_attribute("lang", language)
        assert await _foreign(page, other, language) == set(), path


async def test_changing_the_language_changes_the_page_in_place(site: World, visit: Visit) -> None:
    an = await site.person("Hoàng Gia Huy")
    room = await site.room(an)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    await his.write("Nháp vẫn còn")

    async with his.page.expect_response("**/me"):
        await his.page.get_by_role("button", name="English").click()

    await expect(his.page.locator("html")).to_have_attribute("lang", "en")
    field = his.page.get_by_role("form", name="Write a post").get_by_role("textbox")
    await expect(field).to_have_value("Nháp vẫn còn")
    assert await _foreign(his.page, "vi", "en") == set()
    await his.page.reload()
    await expect(his.page.get_by_text("Live", exact=True)).to_be_visible()
    await expect(his.page.locator("html")).to_have_attribute("lang", "en")


async def test_a_refusal_speaks_the_readers_language_and_stands_beside_its_field(
    site: World, visit: Visit, guard: Guard
) -> None:
    who = await site.person("Hoàng Gia Huy", language="en")
    guard.expect("status of 4")
    page = await visit(who, "/me")
    await page.get_by_label("Present password", exact=True).fill("sai mật khẩu rồi")
    await page.get_by_label("New password", exact=True).fill("mật khẩu mới đủ dài")
    await page.get_by_role("button", name="Change password").click()

    field = page.get_by_label("Present password", exact=True)
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_accessible_description(re.compile("password"))
