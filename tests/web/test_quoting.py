"""Quoting: what is selected in a post, as far as it is that post's, or all of its words; never those of two paragraphs as one."""

import re

from playwright.async_api import expect

from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import Someone, World

# From the middle of the first post's second paragraph into the next post.
SELECT = """() => {
  const [first, second] = [...document.querySelectorAll('article .body')].slice(-2)
  const words = first.querySelectorAll('p')[1].firstChild
  getSelection().setBaseAndExtent(words, 4, second.querySelector('p').firstChild, 3)
}"""


async def test_what_is_quoted_is_what_is_selected_in_the_post_and_no_more(
    site: World, visit: Visit, an: Someone
) -> None:
    thread = await site.thread(an, room := await site.room(an))
    await site.reply(an, thread, "Nước mở dữ liệu.\n\nAi cũng cần.")
    await site.reply(an, thread, "Không phải lời này.")
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    keys = his.page.keyboard
    said = his.posts.nth(1)
    await keys.press("j")
    await keys.press("j")
    await expect(said).to_be_focused()
    await keys.press("q")
    await expect(his.field).to_have_value(re.compile(r": Nước mở dữ liệu\. Ai cũng cần\.\n"))
    await his.field.fill("")
    await keys.press("Escape")
    await expect(said).to_be_focused()
    await his.page.evaluate(SELECT)
    await keys.press("q")
    await expect(his.field).to_have_value(re.compile(r": ũng cần\.\n"))
