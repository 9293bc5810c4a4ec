"""Six people vote in secret, in calm weather and with the server killed in the middle: each finds their ballot, and all of them are counted."""

from pathlib import Path

from playwright.async_api import expect

from tests.debate import gather
from tests.rooms.voting.polling import put_to_vote
from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.pages.vote import VotePage
from tests.web.storm import storm
from tests.web.visit import PHONE, Visit
from tests.web.weather import Calm
from tests.world import World

NAMES = (
    "Nguyễn Thị Lan", "Trần Văn Bình", "Lê Thị Hoa", "Phạm Minh", "Hoàng Yến", "Đỗ Thị Cúc", "Vũ Thị Năm", "Lý Văn Sáu",
)  # fmt: skip
MARKED = ("Tán thành", "Tán thành", "Không tán thành", "Tán thành", "Không có ý kiến", "Tán thành")


async def test_six_people_vote_in_secret_and_find_their_ballots(site: World, visit: Visit) -> None:
    await voted(site, visit, Calm())


async def test_the_same_with_the_server_killed_while_one_of_them_votes(
    built: None,  # noqa: ARG001
    empty: str,
    visit: Visit,
    guard: Guard,
    tmp_path: Path,
) -> None:
    async with storm(tmp_path, empty, visit, guard) as (world, weather, url):
        await voted(world, visit, weather, url)
        assert weather.befell == ["killed"]
        (keys,) = weather.again
        assert len(set(keys)) == 1, "a retry is the same ballot"


async def voted(world: World, visit: Visit, weather: Calm, url: str | None = None) -> None:
    """A vote from its opening to its result, on the decision record too."""
    people = [await world.person(name) for name in NAMES]
    debate = await gather(world, people[:6], visibility="public")
    others = people[6:]
    for person in others:
        await debate.owner.do("POST", f"{debate.room}/members", email=person.email, role="member")
    voters = [debate.owner, debate.facilitator, debate.moderator, debate.member, *others]
    table = await put_to_vote(debate, secret=True, quorum=50)
    path = f"{table.path}?view=vote"
    owner = VotePage(await visit(debate.owner, path, url=url))
    await owner.open()
    pages = [owner]
    for n, person in enumerate(voters[1:]):
        viewport = {"viewport": PHONE} if n == 0 else {}
        pages.append(VotePage(await visit(person, path, url=url, **viewport)))

    receipts = []
    for n, (one, choice) in enumerate(zip(pages, MARKED, strict=True)):
        await expect(one.main.get_by_text("Phiếu kín: sau khi kết thúc")).to_be_visible()
        await one.mark(choice)
        press = one.button("Bỏ phiếu, không đổi được nữa")
        if n == 2:
            await weather.deciding(one.page, "/ballot", press)
        else:
            await press.click()
        receipts.append(await one.kept())
        await looks_well(one.page)
    assert len(set(receipts)) == len(receipts)

    for one, choice, receipt in zip(pages, MARKED, receipts, strict=True):
        await expect(one.main.get_by_text("Được thông qua.", exact=True)).to_be_visible()
        found = await one.find(receipt)
        await expect(found).to_contain_text(choice)
        await expect(found).to_contain_text("Trình duyệt này đã kiểm")
    await expect(owner.main.get_by_role("row", name="Tán thành 4", exact=True)).to_be_visible()
    await owner.main.get_by_text("Các phiếu", exact=True).click()
    listed = owner.main.get_by_role("list", name="Các phiếu").get_by_role("listitem")
    await expect(listed).to_have_count(len(voters))
    await looks_well(owner.page)

    record = await debate.owner.get(f"{table.path}/record")
    assert [vote["result"]["outcome"] for vote in record["votes"]] == ["carried"]
    assert record["outcome"]["checkpoint"]["href"].endswith("/checkpoint")
    minutes = await visit(None, f"{table.path}/minutes", url=url)
    await expect(minutes.get_by_text("6 trong 6 người có quyền đã bỏ phiếu").first).to_be_visible()
    await expect(minutes.get_by_text("Được thông qua.").first).to_be_visible()
    await expect(minutes.locator("pre")).to_contain_text(
        f"/votes/{record['votes'][0]['id']}\n{len(voters) + 2}\n"
    )
    await looks_well(minutes)
