"""Requests about one's own data: asked once, seen by who asked, answered by administrators and never by oneself."""

import asyncio
import json
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest

from rooms import accounts
from rooms.accounts import Profile
from rooms.errors import SignInFirst
from rooms.people import Constituency, Language, Person, Who
from rooms.store import Store
from server.personal import erasing
from server.personal.erasing import NOBODY
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.world import Someone, World, new_key

ALL = "/administration/data-requests"


async def asked(who: Someone, kind: str = "erasure") -> int:
    done = await who.do("POST", "/me/data-requests", kind=kind, words="Xin giúp tôi.")
    request_id: int = done["result"]["id"]
    return request_id


async def test_a_request_waits_with_a_clock_until_an_administrator_answers(world: World) -> None:
    (someone,) = await world.people("Bùi Thị Xuân")
    request_id = await asked(someone, "correction")
    (mine,) = await someone.rows("/me/data-requests")
    until = datetime.fromisoformat(mine["due_at"]) - datetime.now(UTC)
    assert timedelta(days=2) <= until <= timedelta(days=5)
    again = await someone.ask("POST", "/me/data-requests", kind="correction", words="")
    refused(again, 409, "already-asked")
    async with world.administrator() as administrator:
        waiting = await administrator.rows(ALL)
        assert (request_id, "Xin giúp tôi.") in [(each["id"], each["words"]) for each in waiting]
        answer = f"{ALL}/{request_id}/answer"
        refused(await administrator.ask("PUT", answer, outcome="refused"), 400, "empty", "reason")
        await administrator.do("PUT", answer, outcome="refused", reason="Bạn tự sửa được.")
        refused(await administrator.ask("PUT", answer, outcome="done"), 409, "request-decided")
        assert request_id not in [each["id"] for each in await administrator.rows(ALL)]
    (mine,) = await someone.rows("/me/data-requests")
    assert (mine["outcome"], mine["reason"]) == ("refused", "Bạn tự sửa được.")


async def test_nobody_answers_their_own(world: World) -> None:
    async with world.administrator() as administrator:
        request_id = await asked(administrator, "export")
        answer = await administrator.ask("PUT", f"{ALL}/{request_id}/answer", outcome="done")
        refused(answer, 403, "own-request")
        refused(await administrator.ask("PUT", f"{ALL}/999999999/answer", outcome="done"), 404, "no-request")  # fmt: skip


async def test_who_others_depend_on_hands_over_first(debate: Debate) -> None:
    refused(
        await debate.owner.ask("POST", "/me/data-requests", kind="erasure"), 409, "hand-over-first"
    )
    async with debate.world.administrator() as administrator:
        answer = await administrator.ask("POST", "/me/data-requests", kind="erasure")
        refused(answer, 409, "hand-over-first")


async def test_who_became_the_last_owner_meanwhile_is_not_erased(world: World) -> None:
    one, other, member = await world.people("Bùi Thị Xuân", "Trần Quang Diệu", "Ngô Văn Sở")
    room_id = await world.room(one, member)
    await one.do("POST", f"/rooms/{room_id}/members", email=other.email, role="owner")
    request_id = await asked(one)
    await other.do("DELETE", f"/rooms/{room_id}/members/me")
    async with world.administrator() as administrator:
        answer = await administrator.ask("PUT", f"{ALL}/{request_id}/answer", outcome="done")
        refused(answer, 409, "hand-over-first")
    assert (await one.get("/session"))["person"]["name"] == "Bùi Thị Xuân"


async def erased(who: Someone, world: World) -> None:
    request_id = await asked(who)
    async with world.administrator() as administrator:
        await administrator.do("PUT", f"{ALL}/{request_id}/answer", outcome="done")


async def test_what_was_written_at_the_same_moment_goes_soon_after(world: World) -> None:
    debate = await gather(world)
    store: Store = world.app.state.store
    who = Who(msgspec.convert(debate.member.person, Person))
    await erased(debate.member, world)
    profile = Profile(UUID(new_key()), "Phạm Minh", "", Constituency.EXPERT, Language.VI)
    with pytest.raises(SignInFirst, match="session-ended"):
        await store.run(accounts.change_profile, who, profile)
    late = await debate.say(debate.owner, f"Xin hỏi [@Phạm Minh](#m{debate.number(debate.member)})")
    assert "Phạm Minh" in late["html"]
    await debate.owner.do("PUT", f"{debate.room}/archival", reason="Đã xong")

    await store.run(erasing.again, None)

    head = await debate.head()
    (post,) = [p for p in (await debate.owner.get(debate.thread))["posts"] if p["id"] == late["id"]]
    assert (NOBODY in post["html"], "Phạm Minh" in post["html"]) == (True, False)
    await store.run(erasing.again, None)
    assert await debate.head() == head, "where nothing came in, nothing is told"


async def test_what_is_sent_while_one_is_erased_is_refused_or_gone_with_the_rest(
    world: World,
) -> None:
    debate = await gather(world)
    number, request_id = debate.number(debate.member), await asked(debate.member)
    await debate.say(debate.member, "Lời thứ nhất")  # the erasure may well come before the rest

    def saying(first: int) -> list[Coroutine[Any, Any, httpx.Response]]:
        path = f"{debate.thread}/posts"
        return [
            debate.member.ask("POST", path, body=f"Lời thứ {n}") for n in range(first, first + 8)
        ]

    async with world.administrator() as administrator:
        answer = administrator.do("PUT", f"{ALL}/{request_id}/answer", outcome="done")
        await asyncio.gather(*saying(1), answer, *saying(9))
    posts = (await debate.owner.get(debate.thread))["posts"]
    assert len(posts) > 1, "one came before it"
    assert {post["html"] for post in posts if post["author"] == number} == {""}
    assert "Lời thứ" not in json.dumps(await debate.entries(), ensure_ascii=False)


async def test_an_erased_account_is_empty_and_its_address_free(world: World) -> None:
    (someone,) = await world.people("Bùi Thị Xuân")
    await world.room(someone)  # with nobody else in it
    await asked(someone, "export")
    request_id = await asked(someone)
    async with world.administrator() as administrator:
        done = await administrator.do("PUT", f"{ALL}/{request_id}/answer", outcome="done")
        assert (done["result"]["name"], done["result"]["words"]) == (NOBODY, "")
        assert someone.id not in [each["person_id"] for each in await administrator.rows(ALL)]
    assert (await someone.get("/session"))["person"] is None
    form = {
        "email": someone.email, "name": "Xuân", "organisation": "", "constituency": "citizen", "language": "vi",
        "password": "mật khẩu đủ dài",
    }  # fmt: skip
    assert (await world.client().post("/accounts", json=form | {"key": "01900000-0000-7000-8000-" + f"{someone.id:012x}"})).status_code == 201  # fmt: skip
