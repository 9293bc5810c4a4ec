"""The working screens have one shell, also at addresses that are none; programs are told in JSON."""

from tests.world import World

BROWSER = {"accept": "text/html,application/xhtml+xml"}


async def test_a_mistyped_address_is_a_page_for_people(world: World) -> None:
    shell = await world.client().get("/", headers=BROWSER)
    lost = await world.client().get("/khong-co", headers=BROWSER)

    assert (shell.status_code, lost.status_code) == (200, 404)
    assert lost.headers["content-type"].startswith("text/html")
    assert lost.headers["content-security-policy"] == shell.headers["content-security-policy"]


async def test_a_mistyped_address_is_a_problem_for_programs(world: World) -> None:
    asked = await world.client().get("/khong-co")
    changed = await world.client().post("/khong-co", headers=BROWSER)

    assert (asked.status_code, asked.json()["type"]) == (404, "/problems/no-page")
    assert changed.json()["type"] in {"/problems/no-page", "/problems/method-not-allowed"}


async def test_a_problem_has_a_page_that_says_it(world: World) -> None:
    answer = await world.client().get("/problems/no-room")

    assert answer.status_code == 200
    assert "Không có phòng này." in answer.text
    assert (await world.client().get("/problems/khong-co")).status_code == 404


async def test_pages_can_be_asked_for_by_head(world: World) -> None:
    answer = await world.client().head("/")

    assert (answer.status_code, answer.content) == (200, b"")
