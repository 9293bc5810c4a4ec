"""No other site changes anything through a reader's browser."""

import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.world import World, new_key

HOSTILE = [
    "null", "https://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", "http://localhost", "*", "", "file://",
    "http://evil.example#{url}", "http://{url}", "{url}/", "{url}.evil.example", "{url}@evil.example", "{url},https://evil.example",
    "https://evil.example, {url}", "{upper}", "http://127.0.0.1.evil.example",
]  # fmt: skip


@pytest.mark.parametrize("origin", HOSTILE)
async def test_a_change_from_another_origin_is_refused(debate: Debate, origin: str) -> None:
    url = debate.world.url
    head = await debate.head()
    for method, path in (("POST", f"{debate.thread}/posts"), ("DELETE", "/session")):
        answer = await debate.member.http.request(
            method, path, json={"key": new_key(), "body": "Không phải tôi."},
            headers={"origin": origin.format(url=url, upper=url.upper())},
        )  # fmt: skip
        refused(answer, 403, "cross-site")
    assert await debate.head() == head
    assert (await debate.member.get("/session"))["person"] is not None


@pytest.mark.parametrize("site", ["cross-site", "same-site", "x", ""])
async def test_without_an_origin_the_browser_s_word_decides(debate: Debate, site: str) -> None:
    http = debate.world.client()
    del http.headers["origin"]
    headers = {"cookie": debate.member.cookie, "sec-fetch-site": site}
    told = {"key": new_key(), "body": "Không phải tôi."}
    answer = await http.post(f"{debate.thread}/posts", json=told, headers=headers)
    refused(answer, 403, "cross-site")


@pytest.mark.parametrize("site", [None, "same-origin", "none"])
async def test_programs_need_no_origin_to_change_something(
    debate: Debate, site: str | None
) -> None:
    http = debate.world.client()
    del http.headers["origin"]
    headers = {"cookie": debate.member.cookie} | ({"sec-fetch-site": site} if site else {})
    told = {"key": new_key(), "body": "Tôi, bằng một chương trình."}
    answer = await http.post(f"{debate.thread}/posts", json=told, headers=headers)
    assert answer.status_code == 201, answer.text


async def test_two_origins_are_none_of_ours(debate: Debate) -> None:
    url = debate.world.url
    headers = [
        ("origin", url),
        ("origin", "https://evil.example"),
        ("cookie", debate.member.cookie),
    ]
    http = debate.world.client()
    del http.headers["origin"]
    told = {"key": new_key(), "body": "Không phải tôi."}
    answer = await http.post(f"{debate.thread}/posts", json=told, headers=headers)
    refused(answer, 403, "cross-site")


async def test_reading_is_open_to_links_from_anywhere(world: World) -> None:
    headers = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    answer = await world.client().get("/rooms", headers=headers)
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


async def test_the_refusal_before_the_application_speaks_the_reader_s_language(
    world: World,
) -> None:
    for language, words in (("vi", "trang khác"), ("en", "another site")):
        headers = {"origin": "null", "accept-language": language}
        answer = await world.client().post("/session", headers=headers)
        assert words in refused(answer, 403, "cross-site")["detail"]
