"""Who can be erased, and what becomes of what they write meanwhile."""

import asyncio
import json
from collections.abc import Coroutine
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
from tests.moderation.requesting import answered, asked, confirmed, erased, owners
from tests.moderation.scenes import claim
from tests.refusal import refused
from tests.world import World, new_key


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
    case_id = await asked(world, one, "erasure")
    answering, confirming = await owners(world, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
    await answered(answering, case_id)
    await other.do("DELETE", f"/rooms/{room_id}/members/me")
    await claim(confirming, case_id)
    path = f"/moderation/cases/{case_id}/answer/second"
    refused(await confirming.ask("POST", path, confirmed=True), 409, "hand-over-first")
    assert (await one.get("/session"))["person"]["name"] == "Bùi Thị Xuân"


async def test_what_was_written_at_the_same_moment_goes_soon_after(world: World) -> None:
    debate = await gather(world)
    store: Store = world.app.state.store
    who = Who(msgspec.convert(debate.member.person, Person))
    await erased(world, debate.member)
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
    number = debate.number(debate.member)
    case_id = await asked(world, debate.member, "erasure")
    one, other = await owners(world, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
    await answered(one, case_id)
    await debate.say(debate.member, "Lời thứ nhất")  # the erasure may well come before the rest

    def saying(first: int) -> list[Coroutine[Any, Any, httpx.Response]]:
        path = f"{debate.thread}/posts"
        return [
            debate.member.ask("POST", path, body=f"Lời thứ {n}") for n in range(first, first + 8)
        ]

    await asyncio.gather(*saying(1), confirmed(other, case_id), *saying(9))
    posts = (await debate.owner.get(debate.thread))["posts"]
    assert len(posts) > 1, "one came before it"
    assert {post["html"] for post in posts if post["author"] == number} == {""}
    assert "Lời thứ" not in json.dumps(await debate.entries(), ensure_ascii=False)


async def test_an_erased_account_is_empty_and_its_address_free(world: World) -> None:
    (someone,) = await world.people("Bùi Thị Xuân")
    await world.room(someone)  # with nobody else in it
    case_id = await erased(world, someone)
    (owner,) = await owners(world, "Phan Thị Trả Lời")
    asker = (await owner.get(f"/moderation/cases/{case_id}/request"))["asker"]
    assert (asker["name"], asker["organisation"], asker["words"]) == (NOBODY, "", "")
    assert (await someone.get("/session"))["person"] is None
    form = {
        "email": someone.email, "name": "Xuân", "organisation": "", "constituency": "citizen", "language": "vi",
        "password": "mật khẩu đủ dài",
    }  # fmt: skip
    assert (await world.client().post("/accounts", json=form | {"key": "01900000-0000-7000-8000-" + f"{someone.id:012x}"})).status_code == 201  # fmt: skip
