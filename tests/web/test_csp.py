"""The policy of the pages holds: nothing foreign is asked for, and what people write cannot run."""

import pytest
from playwright.async_api import expect

from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import Someone, World

HOSTILE = """Xin chào <script>window.ran = 1</script>
<img src=x onerror="window.ran = 2"> <svg onload="window.ran = 3"></svg>
[bấm vào đây](javascript:window.ran=4) <a href="javascript:window.ran=5">hoặc đây</a>
![ảnh](https://vidu.invalid/theo-doi.png) <iframe src="https://vidu.invalid/"></iframe>
<style>body { display: none }</style> <form action="https://vidu.invalid/"><input name=a></form>
hết."""
DANGEROUS = """el => el.querySelectorAll(
  'script, iframe, object, embed, form, style, img, [onload], [onerror]').length"""


async def test_a_hostile_post_is_shown_and_does_nothing(
    site: World, visit: Visit, guard: Guard, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    await site.reply(binh, thread, HOSTILE)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()

    post = his.post("Xin chào")
    await expect(post).to_contain_text("hết.")
    for link in await post.get_by_role("link").all():
        assert not (await link.get_attribute("href") or "").lower().startswith("javascript:")
    assert await post.evaluate(DANGEROUS) == 0
    assert await his.page.evaluate("() => window.ran") is None
    await his.field.fill(HOSTILE)
    await his.composer.get_by_role("button", name="Xem trước").click()
    await expect(his.composer).to_contain_text("hết.")
    assert await his.page.evaluate("() => window.ran") is None
    assert len(guard.requested) > 10  # watched, and every one of them of this site


@pytest.mark.parametrize("path", ["/", "/sign-in", "/me"])
async def test_pages_come_with_a_policy_that_lets_in_nothing_else(
    visit: Visit, an: Someone, path: str
) -> None:
    context = await visit.as_(an)
    page = await context.new_page()
    answer = await page.goto(path)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()

    assert answer
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy


async def test_text_cannot_become_markup_without_our_policy(visit: Visit, guard: Guard) -> None:
    page = await visit(None, "/sign-in")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    guard.expect("TrustedHTML", "policy: require-trusted-types-for")
    put = "() => { try { document.body.innerHTML += '<b>x</b>' } catch (e) { return e.name } }"

    assert await page.evaluate(put) == "TypeError"


async def test_a_style_that_was_slipped_in_is_refused(visit: Visit, guard: Guard) -> None:
    page = await visit(None, "/sign-in")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    guard.expect("policy: style-src", "violates the following Content Security Policy")
    slip = """() => { const style = document.createElement('style')
        style.textContent = 'body { display: none }'; document.head.append(style) }"""

    await page.evaluate(slip)

    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert guard.wrong("policy: style-src")
