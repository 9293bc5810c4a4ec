"""A stage that has lasted long enough, in a browser: those who may lead on are told without a reload, whatever their clocks say."""

from playwright.async_api import Page, expect

from tests.debate import gather
from tests.rooms.proposals.tabling import Table, opened
from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.visit import Visit
from tests.world import Someone, World

HOUR_MS = 3_600_000
# The clock of this browser is wrong; how much time passes is right.
WRONG = """(() => {
  const Right = Date
  const wrong = %d
  globalThis.Date = class extends Right {
    constructor(...given) { given.length ? super(...given) : super(Right.now() + wrong) }
    static now() { return Right.now() + wrong }
  }
})()"""
OVER = "Bước Thảo luận đã đủ thời gian, có thể chuyển sang Sửa đổi."


async def with_clock(visit: Visit, who: Someone, path: str, wrong_ms: int) -> Page:
    """A page in a browser whose clock is wrong by so much."""
    context = await visit.as_(who)
    await context.add_init_script(WRONG % wrong_ms)
    page = await context.new_page()
    await page.goto(path)
    apart: float = await page.evaluate("Date.now() - performance.timeOrigin - performance.now()")
    assert abs(apart - wrong_ms) < 60_000, "its clock is not as wrong as it should be"
    return page


async def discussed(site: World, administrator: Someone, left_s: int) -> Table:
    """A proposal in a public room whose discussion lasts so much longer."""
    steps = [{"stage": "discussion", "days": 14}, {"stage": "amendments"}]
    set_ = await administrator.do("POST", "/procedures", title="Hai tuần", steps=steps)
    debate = await gather(site, visibility="public")
    table = await opened(debate, debate.member, set_["result"]["id"])
    async with site.sql() as conn:
        await conn.execute("set session_replication_role = replica")
        await conn.execute(
            "update proposal_stage set due = clock_timestamp() + make_interval(secs => $2) where proposal_id = $1 and stage = 'discussion'",
            table.id,
            left_s,
        )
    return table


async def test_who_may_lead_on_is_told_when_the_time_is_over_whatever_their_clock_says(
    site: World, administrator: Someone, visit: Visit
) -> None:
    table = await discussed(site, administrator, 15)
    debate, path = table.debate, table.path
    author = await with_clock(visit, debate.member, path, HOUR_MS)
    keeper = await with_clock(visit, debate.owner, path, -HOUR_MS)
    reader = await visit(debate.observer, path)
    for page in (author, keeper, reader):
        await expect(page.get_by_role("list", name="Các bước")).to_contain_text("ít nhất đến")
        await page.evaluate("window.here = true")
    await author.get_by_role("link", name="Quá trình").click()
    await expect(author.get_by_text("Chuyển bước được từ")).to_be_visible()
    for page in (author, keeper):
        await expect(page.get_by_text(OVER)).to_have_count(0)

    for page in (author, keeper):
        told = page.get_by_role("main").get_by_text(OVER)
        await expect(told).to_be_visible(timeout=30_000)
        await expect(page.get_by_role("status").filter(has_text=OVER)).to_have_count(
            1
        )  # said aloud
        assert await page.evaluate("window.here"), "it was loaded anew"
    await expect(author.get_by_text("Chuyển bước được từ")).to_have_count(0)
    await looks_well(keeper)
    await expect(reader.get_by_text(OVER)).to_have_count(0)

    await keeper.get_by_role("link", name="Chuyển bước").click()
    await keeper.get_by_role("button", name="Chuyển sang: Sửa đổi").click()
    await keeper.get_by_role("button", name="Xác nhận chuyển sang: Sửa đổi").click()
    for page in (author, keeper, reader):
        step = page.get_by_role("list", name="Các bước").get_by_role("listitem")
        await expect(step.filter(has_text="Sửa đổi")).to_have_attribute("aria-current", "step")
        await expect(page.get_by_role("main").get_by_text(OVER)).to_have_count(0)


async def test_it_is_asked_again_after_the_server_could_not_be_reached(
    site: World, administrator: Someone, visit: Visit, guard: Guard
) -> None:
    guard.expect("ERR_INTERNET_DISCONNECTED", "WebSocket")
    table = await discussed(site, administrator, 8)
    page = await visit(table.author, table.path)
    await expect(page.get_by_role("list", name="Các bước")).to_contain_text("ít nhất đến")
    await page.context.set_offline(True)
    await page.wait_for_timeout(9_000)
    await expect(page.get_by_role("main").get_by_text(OVER)).to_have_count(0)  # nobody has said so
    await page.context.set_offline(False)
    await expect(page.get_by_role("main").get_by_text(OVER)).to_be_visible(timeout=30_000)
