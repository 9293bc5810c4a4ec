"""By keys alone on every screen: Tab comes to all that can be pressed or filled, shows where it is, hides nothing, and goes on."""

from playwright.async_api import Page

from tests.web.guard import Guard
from tests.web.screens import Gallery, ready
from tests.web.visit import Visit

# Of a group of radio buttons Tab comes to one, and the arrows to the others. What is in a closed part is not there yet.
BEGIN = """() => {
  const page = document.querySelector('dialog:modal') ?? document
  const all = [...page.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"], [contenteditable=true]')]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled && each.tabIndex >= 0)
    .filter((each) => !each.closest('[inert]'))
  const groups = new Map()
  window.wanted = new Set(all.filter((each) => {
    if (each.type !== 'radio') return true
    const known = groups.has(each.name)
    groups.set(each.name, [...(groups.get(each.name) ?? []), each])
    return !known
  }))
  window.radios = groups
  window.met = 0
  return window.wanted.size
}"""
# What has the focus is no longer wanted. Told is what is wrong with it; "" where nothing is, null where the page is left.
HERE = """() => {
  let it = document.activeElement
  while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement
  if (!it || it === document.body || it === document.documentElement) return null
  window.met++
  window.wanted.delete(it)
  if (it.type === 'radio') for (const each of window.radios.get(it.name) ?? []) window.wanted.delete(each)
  const style = getComputedStyle(it)
  const caret = it.isContentEditable || it.type?.startsWith('date') // the browser shows in which part of a date one is
  const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
  const name = it.outerHTML.slice(0, 90)
  if (!ringed && !caret && style.boxShadow === 'none') return `${name}: nothing shows that it has the focus`
  const box = it.getBoundingClientRect()
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]]
  const seen = points.some(([x, y]) => {
    const on = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y)
    return on && (it.contains(on) || on === it.getRootNode().host || on.contains(it) || it.closest('label')?.contains(on))
  })
  return seen || !box.width ? '' : `${name}: something covers it`
}"""
LEFT = "() => [...window.wanted].filter((each) => each.isConnected).map((each) => each.outerHTML.slice(0, 110))"
OVER = (
    "?view=sources",
    "?view=sides",
)  # a dialog lies over these, and what is beneath is not come to
BESIDES = 40  # presses more than it takes to go round twice: what comes late, and the browser's own


async def walked(page: Page) -> list[str]:
    """Walk through the page by Tab; what is wrong, the last of it what Tab never came to."""
    wrong: list[str] = []
    left = 0
    for _ in range(2 * await page.evaluate(BEGIN) + BESIDES):
        await page.keyboard.press("Tab")
        told = await page.evaluate(HERE)
        if told is None:
            left += 1
            if (
                left > 1
            ):  # a screen may put one into the middle: then Tab goes out at the end and in again
                break
        if told:
            wrong.append(told)
    assert await page.evaluate("window.met") > 2, "there was nothing to walk through"
    return wrong + [f"never come to: {each}" for each in await page.evaluate(LEFT)]


async def test_tab_comes_to_everything_and_one_sees_where_one_is(
    gallery: Gallery, visit: Visit, guard: Guard
) -> None:
    guard.expect("404", "400")
    found: list[str] = []
    for who in {screen.who for screen in gallery.screens}:
        page = await visit(who, "/")
        for screen in (each for each in gallery.screens if each.who is who):
            await page.goto(screen.path)
            await ready(page)
            if screen.path.endswith(OVER):
                await page.get_by_role("dialog").wait_for()
            found += [f"{screen.name}: {each}" for each in await walked(page)]
        await page.context.close()
    assert found == [], "\n".join(found)
