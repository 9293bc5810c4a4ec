"""What browsers may keep of answers: what anybody is told, of public rooms, and only where the server says so."""

import httpx

from tests.debate import Debate, gather
from tests.serving import serving
from tests.world import World

AS_NOBODY: dict[str, object] = {
    "me": None,
    "may": [],
    "muted": [],
    "mine": {},
    "read": [],
    "turn": None,
}


async def told(debate: Debate) -> list[tuple[httpx.Response, httpx.Response]]:
    """Everything of which copies are kept, as a member is told it and as nobody is."""
    thread = f"/threads/{debate.thread_id}"
    paths = [debate.room, thread, f"{thread}?compact=true", f"{thread}/bodies?ids={debate.post_id}"]
    nobody = debate.world.client()
    return [(await debate.facilitator.http.get(path), await nobody.get(path)) for path in paths]


async def test_without_its_personal_fields_an_answer_is_what_anybody_is_told(world: World) -> None:
    debate = await gather(world, visibility="public")
    who = debate.facilitator
    await debate.say(debate.moderator, "Cần một đầu mối")
    await who.do("PUT", f"/posts/{debate.post_id}/position", position="agree")
    await who.http.put(f"{debate.room}/reading", json={"read": [[1, 5]], "unread": []})
    await who.do("PUT", f"{debate.room}/members/1/mute")

    for mine, anybodys in await told(debate):
        assert mine.headers["public-room"] == anybodys.headers["public-room"] == str(debate.room_id)
        personal = mine.headers["personal-fields"].split()
        as_nobody = {name: AS_NOBODY[name] for name in personal}
        assert mine.json() | as_nobody == anybodys.json()
        of_mine = {name for name in personal if mine.json()[name] != AS_NOBODY[name]}
        assert of_mine == set(personal) - {"turn"}


async def test_of_what_not_everybody_may_read_nothing_may_be_kept(world: World) -> None:
    debate = await gather(world, visibility="public")
    about = {"title": "Họp riêng", "description": "", "visibility": "members"}
    await debate.owner.do("PUT", debate.room, **about)
    answers = [answer for pair in await told(debate) for answer in pair]

    assert [answer.status_code for answer in answers] == [200, 404] * 4
    for answer in answers:
        assert not {"public-room", "personal-fields"} & set(answer.headers)


async def test_a_worker_that_is_to_go_is_answered_with_one_that_takes_all_of_it_away(
    database_url: str,
) -> None:
    async with serving(database_url, offline_copies=False) as running:
        answer = await running.client().get("/sw.js")
        assert answer.status_code == 200  # at Not Found browsers keep the one they have
        assert "registration.unregister()" in answer.text
        assert "caches.delete" in answer.text
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["cache-control"] == "no-cache"
        assert "connect-src 'self'" in answer.headers["content-security-policy"]
