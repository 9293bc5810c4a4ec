"""Vietnamese is typed in two ways, by composition and by going back over letters; the text must come out exact."""

import asyncio

from playwright.async_api import CDPSession, expect

from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import Someone, World

# As Telex makes them, letter by letter; the last form of each word is what is written.
WORDS = [
    ["t", "ti", "tie", "tiê", "tiên", "tiêng", "tiếng"],
    ["v", "vi", "vie", "viê", "viêt", "việt"],
    ["n", "ng", "ngh", "nghi", "nghie", "nghiê", "nghiên", "nghiễn"],
]
TEXT = "tiếng việt nghiễn"


async def compose(line: CDPSession) -> None:
    """As the input methods of operating systems do: each word is composed, then committed."""
    for number, forms in enumerate(WORDS):
        if number:
            await line.send("Input.insertText", {"text": " "})
        for form in forms:
            await line.send(
                "Input.imeSetComposition",
                {"text": form, "selectionStart": len(form), "selectionEnd": len(form)},
            )
        await line.send("Input.insertText", {"text": forms[-1]})


async def retype(his: ThreadPage) -> None:
    """As UniKey does: it takes letters back and types them anew with their marks."""
    for number, forms in enumerate(WORDS):
        if number:
            await his.page.keyboard.type(" ")
        shown = ""
        for form in forms:
            same = next(
                (n for n, (a, b) in enumerate(zip(shown, form, strict=False)) if a != b), len(shown)
            )
            for _ in shown[same:]:
                await his.page.keyboard.press("Backspace")
            await his.page.keyboard.insert_text(form[same:])
            shown = form


async def _opened(site: World, visit: Visit, an: Someone, binh: Someone) -> tuple[ThreadPage, int]:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    await his.field.click()
    return his, thread


async def test_composed_text_is_exact_while_posts_arrive(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    his, thread = await _opened(site, visit, an, binh)
    line = await his.page.context.new_cdp_session(his.page)

    async def speak() -> None:
        for n in range(15):
            await site.reply(binh, thread, f"Trong lúc gõ {n}")

    await asyncio.gather(compose(line), speak())

    await expect(his.field).to_have_value(TEXT)
    await his.field.press("Control+Enter")
    await expect(his.post(TEXT)).to_have_count(1)


async def test_retyped_text_is_exact_while_posts_arrive(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    his, thread = await _opened(site, visit, an, binh)

    async def speak() -> None:
        for n in range(15):
            await site.reply(binh, thread, f"Trong lúc gõ {n}")

    await asyncio.gather(retype(his), speak())

    await expect(his.field).to_have_value(TEXT)
    await his.field.press("Control+Enter")
    await expect(his.post(TEXT)).to_have_count(1)


async def test_enter_that_ends_a_composition_does_not_send(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    his, thread = await _opened(site, visit, an, binh)
    line = await his.page.context.new_cdp_session(his.page)
    await line.send(
        "Input.imeSetComposition", {"text": "việt", "selectionStart": 4, "selectionEnd": 4}
    )

    await his.field.evaluate(
        """el => el.dispatchEvent(new KeyboardEvent('keydown',
            { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true, isComposing: true }))"""
    )
    await line.send("Input.insertText", {"text": "việt"})

    await expect(his.field).to_have_value("việt")
    assert len((await an.get(f"/threads/{thread}"))["posts"]) == 1
