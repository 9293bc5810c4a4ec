"""Rules in a browser: a steward sets those of a room by a form, tries them first, and sees at its field what cannot be."""

from playwright.async_api import Locator, Page, expect

from tests.web.axe import BY_DEFAULT, looks_well, shown, too_small, violations
from tests.web.guard import Guard
from tests.web.visit import Visit
from tests.world import Someone, World


async def look(page: Page) -> None:
    """Axe finds nothing, light and dark, wide and narrow."""
    async for each in shown(page, BY_DEFAULT):
        assert await violations(page) == [], each
        assert await too_small(page) == [], each


async def used(within: Locator, title: str) -> Locator:
    """The rule of this title, once it is in use."""
    rule = within.get_by_role("region", name=title, exact=True)
    await rule.get_by_role("checkbox", name="Đang dùng").check()
    return rule


async def test_a_steward_sets_the_rules_of_a_room_and_tries_them_first(
    site: World, an: Someone, binh: Someone, visit: Visit, guard: Guard
) -> None:
    room = await site.room(an, binh, visibility="public")
    guard.expect("400")
    page = await visit(an, f"/r/{room}")
    await page.get_by_role("button", name="Cài đặt phòng").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Quy tắc tự động").click()
    await expect(dialog.get_by_text("Chưa đặt quy tắc nào.")).to_be_visible()

    newcomers = await used(dialog, "Người mới")
    await newcomers.get_by_label("Số ý kiến được chấp nhận").fill("2")
    said = "Ý kiến của người có dưới 2 ý kiến được chấp nhận ở đây: giữ lại chờ duyệt."
    await expect(newcomers).to_contain_text(said)
    await dialog.get_by_role("button", name="Thêm danh sách từ").click()
    await dialog.get_by_label("Tên danh sách").fill("thô tục")
    await dialog.get_by_label("Từ, cụm từ").fill("đồ ngốc\nngu xuẩn")

    trial = dialog.get_by_role("form", name="Thử quy tắc")
    await trial.get_by_label("Nội dung để thử").fill("Anh là Đ.ồ n.g.ố.c")
    await trial.get_by_role("button", name="Thử", exact=True).click()
    status = dialog.get_by_role("status").filter(has_text="danh sách từ “thô tục”")
    await expect(status).to_contain_text("→ giữ lại chờ duyệt")
    await expect(status).to_contain_text("cần 2")
    await look(page)

    await newcomers.get_by_label("Số ý kiến được chấp nhận").fill("0")
    await dialog.get_by_role("button", name="Lưu quy tắc").click()
    await expect(newcomers.get_by_label("Số ý kiến được chấp nhận")).to_have_attribute(
        "aria-invalid", "true"
    )
    await newcomers.get_by_label("Số ý kiến được chấp nhận").fill("2")
    await dialog.get_by_role("button", name="Lưu quy tắc").click()
    await expect(dialog.get_by_text("Đã lưu, có hiệu lực ngay.")).to_be_visible()
    await expect(dialog.get_by_text(f"{an.person['name']} đặt lúc")).to_be_visible()
    kept = (await an.get(f"/rooms/{room}/rules"))["rules"]
    assert kept["newcomers"] == {"action": "hold", "posts": 2, "days": None}
    assert [each["words"] for each in kept["lists"][0]["entries"]] == ["đồ ngốc", "ngu xuẩn"]
    assert kept["quiet"] is None


async def test_a_word_list_finds_what_its_ways_say_and_names_each_word(
    administrator: Someone, visit: Visit
) -> None:
    page = await visit(administrator, "/administrator/rules")
    main = page.get_by_role("main")
    await main.get_by_role("button", name="Thêm danh sách từ").click()
    trial = main.get_by_role("form", name="Thử quy tắc")
    result = main.get_by_role("status").filter(has_text="→")

    async def tried(text: str) -> Locator:
        await trial.get_by_label("Nội dung để thử").fill(text)
        await trial.get_by_role("button", name="Thử", exact=True).click()
        return result.get_by_role("listitem")

    await main.get_by_role("button", name="Lưu quy tắc").click()
    await expect(main.get_by_text("Hãy đặt tên cho danh sách từ.")).to_be_visible()
    await expect(main.get_by_label("Tên danh sách")).to_be_focused()
    await main.get_by_label("Tên danh sách").fill("thô tục")
    await main.get_by_role("button", name="Lưu quy tắc").click()
    await expect(main.get_by_text("Danh sách từ cần ít nhất một mục.")).to_be_visible()
    await main.get_by_label("Từ, cụm từ").fill("đồ ngu\nĐồ ngu\nlừa đảo")
    await main.get_by_role("button", name="Lưu quy tắc").click()
    await expect(main.get_by_text("Có nhiều hơn một lần: “đồ ngu”.")).to_be_visible()
    await expect(main.get_by_text("Đã lưu, có hiệu lực ngay.")).to_be_visible()

    found = await tried("Bọn do ngu ấy lừa đảo, l.ừ.a đ.ả.o")
    await expect(found).to_have_count(2)
    await expect(found.first).to_contain_text(
        "Có “do ngu”, khớp với “đồ ngu” trong danh sách từ “thô tục” (viết thiếu dấu); số lần: 1."
    )
    await expect(found.last).to_contain_text("“lừa đảo”")
    await expect(found.last).to_contain_text("số lần: 2.")

    await main.get_by_text("Tìm cả khi viết thiếu dấu: 2/2 mục").click()
    await main.get_by_role("checkbox", name="“đồ ngu”, cả “do ngu”").uncheck()
    await expect(main.get_by_text("Tìm cả khi viết thiếu dấu: 1/2 mục")).to_be_visible()
    await looks_well(page)
    found = await tried("Bọn do ngu ấy lua dao")
    await expect(found).to_have_count(1)
    await expect(found).to_contain_text("Có “lua dao”")
    await main.get_by_role("button", name="Bỏ danh sách này").click()
    await main.get_by_role("button", name="Lưu quy tắc").click()
    await expect(main.get_by_text("Đã lưu, có hiệu lực ngay.")).to_be_visible()


async def test_an_administrator_reads_and_sets_those_of_the_portal(
    administrator: Someone, visit: Visit
) -> None:
    page = await visit(administrator, "/administrator")
    await page.get_by_role("link", name="Quy tắc tự động của hệ thống").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Quy tắc tự động của hệ thống")
    quiet = await used(page.get_by_role("main"), "Giờ yên tĩnh")
    await expect(quiet).to_contain_text("từ 22:00 đến 06:00")
    for title in ("Người mới", "Liên kết ra ngoài", "Duyệt trước", "Nhịp gửi", "Độ dài"):
        await used(page.get_by_role("main"), title)
    await looks_well(page)


async def test_the_form_reads_in_english_too(site: World, visit: Visit) -> None:
    owner = await site.person("Lê Hoàng Phương", "agency", language="en")
    room = await site.room(owner)
    page = await visit(owner, f"/r/{room}")
    await page.get_by_role("button", name="Room settings").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Automatic rules").click()
    rule = dialog.get_by_role("region", name="Newcomers")
    await rule.get_by_role("checkbox", name="In use").check()
    await expect(rule).to_contain_text("fewer than 1 approved post here: held until it is approved")
    await look(page)
