"""Too often is 429 in the reader's language, with the seconds to wait; others are not held up."""

import json
from collections.abc import AsyncIterator

import pytest
import websockets
from litestar.routes import HTTPRoute, WebSocketRoute

from server.limits import kinds
from server.limits.kinds import POSTING, ROUTES, SIGNING_IN
from tests.refusal import refused
from tests.serving import serving
from tests.world import World

SCALE = 0.05


@pytest.fixture(scope="module")
async def strict(database_url: str) -> AsyncIterator[World]:
    async with serving(database_url, limit_scale=SCALE) as running:
        yield running


async def test_whoever_writes_too_often_is_told_how_long_to_wait(strict: World) -> None:
    an, binh = await strict.people("Nguyễn Văn An", "Trần Thị Bình")
    room = await strict.room(an, binh)  # one of An's, one of inviting
    thread = await strict.thread(an, room)  # and the second
    assert POSTING.person is not None
    most = POSTING.person.scaled(SCALE).count
    for n in range(most - 2):
        await strict.reply(an, thread, f"Ý kiến thứ {n}")

    answer = await an.ask("POST", f"/threads/{thread}/posts", body="Một ý nữa")
    problem = refused(answer, 429, "too-often")
    wait_s = int(answer.headers["retry-after"])
    assert 0 < wait_s <= POSTING.person.per_s
    assert problem["detail"].endswith(f"hãy thử lại sau {wait_s} giây.")
    an.http.headers["accept-language"] = "en"
    answer = await an.ask("POST", f"/threads/{thread}/posts", body="Một ý nữa")
    assert refused(answer, 429, "too-often")["detail"].startswith("That was too often.")
    await strict.reply(binh, thread, "Người khác thì không phải đợi.")
    assert (await an.http.get(f"/threads/{thread}")).status_code == 200, "reading is apart"


async def test_an_account_is_guessed_at_only_so_often_from_wherever(strict: World) -> None:
    assert SIGNING_IN.account is not None
    most = SIGNING_IN.account.scaled(SCALE).count
    statuses = []
    for n in range(most + 2):
        somewhere = strict.client(**{"x-forwarded-for": f"203.0.113.{n}"})
        email = ["Hoa@vidu.invalid", "hoa@VIDU.invalid"][n % 2]
        answer = await somewhere.post("/session", json={"email": email, "password": "đoán xem"})
        statuses.append(answer.status_code)
    assert 429 not in statuses[:most]
    assert statuses[most:] == [429, 429]


async def test_a_socket_too_many_is_opened_and_closed_with_the_reason(strict: World) -> None:
    assert kinds.OPENING_LINES.address is not None
    most = kinds.OPENING_LINES.address.scaled(SCALE).count
    headers = {"origin": strict.url, "x-forwarded-for": "203.0.113.77"}
    address = strict.url.replace("http", "ws") + "/live"
    for _ in range(most):
        await strict.app.state.limiter.address(kinds.OPENING_LINES, "203.0.113.77")
    async with websockets.connect(address, additional_headers=headers) as socket:
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4429, "too-often")


async def test_an_address_has_so_many_lines_and_not_one_more(strict: World) -> None:
    most = strict.app.state.hub.limits.clients_per_address
    assert most == 50
    headers = {"origin": strict.url, "x-forwarded-for": "203.0.113.78"}
    address = strict.url.replace("http", "ws") + "/live"
    lines = [await websockets.connect(address, additional_headers=headers) for _ in range(most)]
    for line in lines:
        assert json.loads(await line.recv())["type"] == "hello"
    async with websockets.connect(address, additional_headers=headers) as one_more:
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await one_more.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4429
    elsewhere = {"origin": strict.url, "x-forwarded-for": "203.0.113.79"}
    async with websockets.connect(address, additional_headers=elsewhere) as line:
        assert json.loads(await line.recv())["type"] == "hello"
    for line in lines:
        await line.close()


async def test_scaled_to_nothing_there_are_no_limits(database_url: str) -> None:
    async with serving(database_url, limit_scale=0) as free:
        http = free.client()
        assert SIGNING_IN.address is not None
        for _ in range(SIGNING_IN.address.count + 10):
            assert (await http.post("/session", json={})).status_code == 400


def test_every_row_of_the_table_is_a_route(world: World) -> None:
    there = {
        (method, route.path_format)
        for route in world.app.routes
        for method in (route.methods if isinstance(route, HTTPRoute) else {"GET"})
        if isinstance(route, HTTPRoute | WebSocketRoute)
    }
    assert set(ROUTES) - there == set()
