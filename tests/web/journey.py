"""The way of a proposal, step by step, by six people in their browsers: from a debate to a frozen text."""

import re
from typing import NamedTuple

from playwright.async_api import Page, expect

from tests.web.axe import looks_well
from tests.web.pages.proposal import ProposalPage
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.web.weather import Calm
from tests.world import Someone, World

NAMES = (
    "Nguyễn Văn An",
    "Trần Thị Bình",
    "Nguyễn Thị Lan",
    "Lê Quang Minh",
    "Phạm Thị Hoa",
    "Vũ Tiến Dũng",
)
TITLE = "Mở dữ liệu của cơ quan nhà nước"
DRAFT = (
    "Điều 1. Phạm vi\n\nDữ liệu của cơ quan nhà nước được mở.\n\n"
    "Điều 2. Thời hạn\n\nCơ quan trả lời trong 30 ngày.\n"
)
TEXT = DRAFT + "\nĐiều 3. Phí\n\nNgười hỏi không phải trả phí.\n"
FIFTEEN = TEXT.replace("30 ngày", "15 ngày")
TWENTY = TEXT.replace("30 ngày", "20 ngày")
FEES = TEXT.replace("không phải trả phí", "không phải trả bất cứ khoản phí nào")
LAST = FEES.replace("30 ngày", "15 ngày")


class Cast(NamedTuple):
    """The pages of the six. An owns the room and drafts with Bình, Lan and Minh support, Hoa and Dũng amend."""

    an: ProposalPage
    binh: ProposalPage
    lan: ProposalPage
    minh: ProposalPage
    hoa: ProposalPage
    dung: ProposalPage


class Journey:
    """One way from beginning to end, in this weather. `proposal` is its address, once there is one."""

    def __init__(self, world: World, people: list[Someone], cast: Cast, weather: Calm) -> None:
        self.world = world
        self.people = people
        self.cast = cast
        self.weather = weather
        self.proposal = ""

    async def go(self) -> None:
        """All of it."""
        await self.debated()
        await self.drafted()
        await self.supported()
        await self.argued()
        await self.amended()
        await self.one_taken_in()
        await self.asked_again()
        await self.moved_on()
        await self.rewritten()
        await self.both_decided()
        await self.frozen()

    async def debated(self) -> None:
        """A thread is debated, and somebody's post in it is made a proposal."""
        room = await self.world.room(*self.people, visibility="public")
        path = path_of(room, await self.world.thread(self.people[0], room))
        for each in self.cast:
            await each.page.goto(path)
        said = "Nên có hạn trả lời và không thu phí."
        hoa = await ThreadPage(self.cast.hoa.page).live()
        await hoa.say(said)
        await ThreadPage(self.cast.dung.page).say("Hạn nào thì vừa?")
        an = ThreadPage(self.cast.an.page)
        await an.menu(await an.meet(said), "Đưa thành đề xuất…")
        await an.dialog.get_by_label("Tên đề xuất").fill(TITLE)
        await an.dialog.get_by_role("button", name="Bắt đầu soạn").click()
        await expect(self.cast.an.link("Xuất phát từ chủ đề này")).to_be_visible()
        found = re.search(r"/proposals/\d+", an.page.url)
        assert found
        self.proposal = found.group()

    async def drafted(self) -> None:
        """Two draft it, and it is put before the room."""
        an, binh = self.cast.an, self.cast.binh
        await an.save(DRAFT, 2)
        await an.ask(NAMES[1])
        await binh.page.goto(self.proposal)
        await binh.saved(2)
        await binh.save(TEXT, 3)
        await an.saved(3)
        await an.page.get_by_label("Vì sao nêu đề xuất này").fill("Vì dữ liệu là của chung.")
        await an.button("Đưa ra thảo luận").click()
        await an.at("Thảo luận")
        for each in self.cast[2:]:
            await each.page.goto(self.proposal)
            await each.at("Thảo luận")

    async def supported(self) -> None:
        """Two support what they have read."""
        for each in (self.cast.lan, self.cast.minh):
            await each.support.click()
            await each.supports(1)
        await expect(self.cast.an.main.get_by_text("2 người ủng hộ")).to_be_visible()

    async def argued(self) -> None:
        """One argument for it and one against it, in the discussion of it."""
        sides = (
            (self.cast.lan, "Ủng hộ", "Dân cần biết khi nào có trả lời."),
            (self.cast.dung, "Phản biện", "Cơ quan nhỏ không đủ người."),
        )
        for each, side, words in sides:
            await each.link("Thảo luận về đề xuất").click()
            thread = await ThreadPage(each.page).live()
            first = thread.post("Vì dữ liệu là của chung.")
            await first.get_by_role("button", name=re.compile("^Trả lời")).click()
            await thread.composer.get_by_role("radio", name=side).check()
            await thread.say(words)
            await expect(thread.post(words)).not_to_contain_text("Đang gửi")
            await each.page.goto(self.proposal)

    async def amended(self) -> None:
        """Two want the same words otherwise, one of them others as well; the two are seen side by side."""
        hoa, dung = self.cast.hoa, self.cast.dung
        await self.cast.an.lead("Sửa đổi", "Đã đủ ý kiến.")
        await self._amend(hoa, FIFTEEN, "Ba mươi ngày là quá lâu.", 1)
        await self._amend(dung, TWENTY, "Hai mươi là vừa.", 2)
        await dung.button("Xem cạnh sửa đổi 1").click()
        for number, words in (1, "[thêm: 15]"), (2, "[thêm: 20]"):
            beside = dung.page.get_by_role("region", name=f"Sửa đổi {number}")
            await expect(beside.locator("ins")).to_have_text(words)
        await looks_well(dung.page)
        await self._amend(hoa, FEES, "Để không ai hiểu khác.", 3)

    async def _amend(self, who: ProposalPage, text: str, why: str, number: int) -> None:
        await who.at("Sửa đổi")
        await who.view("Sửa đổi")
        await who.link("Nêu sửa đổi").click()
        await who.amend(text)
        await who.page.get_by_label("Lý do sửa đổi").fill(why)
        await self.weather.writing(who.page, "/amendments", who.button("Gửi sửa đổi"))
        await who.shows(number)

    async def one_taken_in(self) -> None:
        """Two that touch cannot both be taken: one is, and the text has a second version."""
        an = self.cast.an
        await an.choose(1, 2)
        touching = an.page.get_by_text("Sửa đổi 1 và sửa đổi 2 đổi cùng một chỗ")
        await expect(touching).to_be_visible()
        await an.page.get_by_role("checkbox", name="Sửa đổi 2", exact=True).uncheck()
        await expect(touching).to_have_count(0)
        await self._published(2, 1)

    async def _published(self, version: int, amendment: int) -> None:
        an = self.cast.an
        sum_ = f"Bản {version} = bản {version - 1} + sửa đổi {amendment}"
        await expect(an.page.get_by_role("heading", name=sum_)).to_be_visible()
        await an.page.get_by_label(f"Vì sao tiếp thu sửa đổi {amendment}").fill(
            "Nhiều người muốn thế."
        )
        await an.page.get_by_label("Thay đổi gì, vì sao").fill(f"Nhận sửa đổi {amendment}.")
        await self.weather.publishing(an.page, "/inclusions", an.button(f"Công bố bản {version}"))
        await expect(an.page).to_have_url(re.compile(f"view=changes&since={version - 1}"))

    async def asked_again(self) -> None:
        """Who supported the first version is asked: one's support stands, the other's does not."""
        lan, minh = self.cast.lan, self.cast.minh
        for each in (lan, minh):
            asked = "Văn bản đã đổi từ khi ủng hộ: đang ủng hộ bản 1, nay là bản 2."
            await expect(each.page.get_by_text(asked)).to_be_visible()
        await lan.link("Xem khác biệt").click()
        await expect(lan.page.locator("del")).to_contain_text("30")
        await expect(lan.page.locator("ins")).to_contain_text("15")
        await looks_well(lan.page)
        await lan.button("Ủng hộ bản 2").click()
        await lan.supports(2)
        await minh.button("Rút ủng hộ").click()
        await expect(minh.button("Ủng hộ bản 2")).to_be_visible()

    async def moved_on(self) -> None:
        """An amendment that fell behind is to the newest version by one press."""
        hoa = self.cast.hoa
        await hoa.amendment(3)
        await hoa.button("Chuyển sang bản 2").click()
        await expect(hoa.page.get_by_text("lần sửa 2")).to_be_visible()

    async def rewritten(self) -> None:
        """One that cannot be moved shows where, and its member writes it anew."""
        dung = self.cast.dung
        await dung.amendment(2)
        told = dung.page.locator("section").filter(has_text="Bản 2 đã có, sửa đổi này theo bản 1.")
        for name, words in ("Bản 1", "30"), ("Bản 2", "15"), ("Sửa đổi", "20"):
            pair = told.locator("dl > div").filter(has=dung.page.get_by_text(name, exact=True))
            await expect(pair.locator("dd")).to_contain_text(f"trong {words} ngày")
        await dung.link("Viết lại trên bản 2").click()
        await expect(dung.amended).to_have_value(FIFTEEN)
        await dung.amend(TWENTY)
        await dung.button("Gửi lần sửa này").click()
        await expect(dung.page.get_by_text("lần sửa 2")).to_be_visible()

    async def both_decided(self) -> None:
        """One is rejected with a reason, the other makes the third version, which supporters answer."""
        an, lan, minh = self.cast.an, self.cast.lan, self.cast.minh
        await an.amendment(2)
        await an.page.get_by_text("Không tiếp thu sửa đổi này").first.click()
        form = an.page.get_by_role("form", name="Không tiếp thu sửa đổi này")
        await form.get_by_label("Vì sao không tiếp thu").fill("Hạn đã được chọn ở bản 2.")
        await self.weather.deciding(an.page, "/rejection", form.get_by_role("button"))
        dung = self.cast.dung.page
        await expect(dung.get_by_text("Hạn đã được chọn ở bản 2.")).to_be_visible()
        await an.choose(3)
        await self._published(3, 3)
        for each in (lan, minh):
            await each.button("Ủng hộ bản 3").click()
            await each.supports(3)

    async def frozen(self) -> None:
        """Nothing of the text changes any more."""
        await self.cast.an.lead("Chốt văn bản", "Không còn sửa đổi nào chờ.")
        for each in self.cast:
            await each.at("Chốt văn bản")


async def begun(world: World, visit: Visit, weather: Calm, url: str | None = None) -> Journey:
    """Six people, each with a browser; their pages reach the server at `url`."""
    people = [await world.person(name) for name in NAMES]
    pages: list[Page] = [await visit(each, "/", url=url) for each in people]
    return Journey(world, people, Cast(*map(ProposalPage, pages)), weather)
