"""One sees where one is signed in, and ends what one does not know."""

import asyncio
import json

import pytest

from rooms.errors import SignInFirst
from rooms.people import Constituency, Language, Person, Who
from server.identity import devices, halves, sessions
from tests.refusal import refused
from tests.world import PASSWORD, Someone, World, new_key

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"
AGENTS = [
    (FIREFOX, "Firefox · Linux"),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0", "Edge · Windows"),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/120.0 Chrome/114.0.0.0 Safari/537.36", "Cốc Cốc · Windows"),
    ("Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36", "Chrome · Android"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15", "Safari · macOS"),
    ("curl/8.5.0", ""), ("", ""), ("Linux", "Linux"),
]  # fmt: skip


@pytest.mark.parametrize(("agent", "words"), AGENTS)
def test_a_device_is_told_in_two_words(agent: str, words: str) -> None:
    assert devices.words(agent) == words


async def another(world: World, who: Someone, agent: str = FIREFOX) -> Someone:
    """The same person in another browser."""
    store = world.app.state.store
    token = sessions.new_token()
    await store.run(sessions.begin, None, who.id, sessions.hash_of(token), agent)
    http = world.client()
    http.cookies.set("dienhong", token, domain="127.0.0.1")
    return Someone(http, who.person, who.email)


async def signed_in(who: Someone) -> bool:
    return (await who.get("/session"))["person"] is not None


async def test_my_sessions_are_listed_with_this_one_first(world: World) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    phone = await another(world, hoa)
    mine = (await hoa.get("/me/sessions"))["sessions"]
    assert [(each["this"], each["device"]) for each in mine] == [
        (True, ""),
        (False, "Firefox · Linux"),
    ]
    theirs = (await phone.get("/me/sessions"))["sessions"]
    assert [each["id"] for each in theirs] == [each["id"] for each in reversed(mine)]
    assert set(mine[0]) == {"id", "device", "since", "seen_at", "this"}, "no token, no address"


async def test_the_last_use_is_kept_to_the_hour_and_only_then_written(world: World) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    async with world.sql() as conn:
        await conn.execute(
            "update session set seen_at = now() - interval '3 days' where person_id = $1", hoa.id
        )
        await asyncio.gather(*(hoa.get("/session") for _ in range(5)))
        (mine,) = (await hoa.get("/me/sessions"))["sessions"]
        assert mine["seen_at"].endswith((":00:00Z", ":00:00+00:00"))
        version = "select xmin::text from session where person_id = $1"
        before = await conn.fetchval(version, hoa.id)
        await hoa.get("/session")
        assert await conn.fetchval(version, hoa.id) == before


async def test_one_session_is_ended_with_its_sockets_and_no_other(world: World) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    phone = await another(world, hoa)
    (other,) = [each for each in (await hoa.get("/me/sessions"))["sessions"] if not each["this"]]
    async with world.live(phone) as lost, world.live(hoa) as kept:
        assert json.loads(await lost.recv())["type"] == "hello"
        assert json.loads(await kept.recv())["type"] == "hello"
        await hoa.do("DELETE", f"/me/sessions/{other['id']}")
        async with asyncio.timeout(30):
            await lost.wait_closed()
        assert lost.close_code == 4401
        assert kept.close_code is None
    assert not await signed_in(phone)
    assert await signed_in(hoa)
    refused(await hoa.ask("DELETE", f"/me/sessions/{other['id']}"), 404, "session-ended")


async def test_nobody_ends_the_session_of_another(world: World) -> None:
    hoa, binh = await world.people("Lê Thị Hoa", "Trần Văn Bình")
    (mine,) = (await hoa.get("/me/sessions"))["sessions"]
    refused(await binh.ask("DELETE", f"/me/sessions/{mine['id']}"), 404, "session-ended")
    assert await signed_in(hoa)
    refused(await world.client().get("/me/sessions"), 401, "sign-in-first")


@pytest.mark.parametrize("here", [False, True])
async def test_one_signs_out_everywhere_else_or_here_too(world: World, here: bool) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    others = [await another(world, hoa) for _ in range(3)]
    path = f"/me/sessions?key={new_key()}&this={str(here).lower()}"
    answer = await hoa.http.delete(path)
    assert answer.json()["result"] == 3 + here
    assert [await signed_in(each) for each in others] == [False] * 3
    assert bool(hoa.http.cookies) is not here, "the browser forgets a cookie that is over"
    assert await signed_in(hoa) is not here


async def test_a_fifty_first_session_ends_the_oldest_however_many_begin_at_once(
    world: World,
) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    store = world.app.state.store

    async def begin(n: int) -> None:
        hash_ = sessions.hash_of(f"{hoa.id} {n}")
        await store.run(sessions.begin, None, hoa.id, hash_, FIREFOX)

    for n in range(44):
        await begin(n)
    assert await signed_in(hoa), "45 so far"
    await asyncio.gather(*(begin(44 + n) for n in range(8)))
    person = Person(hoa.id, "", "", Constituency.EXPERT, Language.VI, administrator=False)
    async with store.looking() as tx:
        assert len(await sessions.mine(tx, Who(person))) == sessions.MOST == 50
    assert not await signed_in(hoa), "theirs was the oldest"


async def test_a_password_that_was_replaced_while_it_was_looked_at_opens_nothing(
    world: World,
) -> None:
    """The sign-in has read the old hash; before its session begins, a reset has ended them all."""
    hoa = await world.person()
    store = world.app.state.store
    async with store.looking() as tx:
        account = await sessions.account(tx, hoa.email)
    assert account is not None
    begin = {"known": account.password}
    assert await store.run(sessions.begin, None, hoa.id, bytes(32), FIREFOX, **begin)
    await hoa.do("PUT", "/me/password", current=PASSWORD, new="một mật khẩu khác")
    with pytest.raises(SignInFirst):
        await store.run(sessions.begin, None, hoa.id, b"1" * 32, FIREFOX, **begin)
    with pytest.raises(SignInFirst):
        await store.run(halves.begin, None, hoa.id, b"2" * 32, account.password)


async def test_what_has_been_over_for_long_is_forgotten_and_nothing_else(world: World) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    for days in (89, 91):
        phone = await another(world, hoa)
        await phone.http.delete("/session")
        async with world.sql() as conn:
            await conn.execute(
                "update session set ended_at = now() - make_interval(days => $2)"
                " where person_id = $1 and ended_at > now() - interval '1 hour'",
                hoa.id,
                days,
            )
    await world.app.state.store.run(sessions.forget, None, 90)
    async with world.sql() as conn:
        kept = await conn.fetchval("select count(*) from session where person_id = $1", hoa.id)
    assert kept == 2
    assert await signed_in(hoa)
