"""Several cases decided alike: each by itself, and one that is refused stands in no other's way."""

from tests.debate import Debate
from tests.desk import moderators
from tests.moderation.scenes import claim, decided, reported, told
from tests.refusal import refused
from tests.world import World, new_key


async def test_several_are_decided_one_by_one_and_once(world: World, debate: Debate) -> None:
    one, other = await moderators(world, "Văn Thị Gộp", "Ông Văn Giữ")
    posts = [(await debate.say(debate.member, f"Quảng cáo {n}."))["id"] for n in range(4)]
    free, held, done, also = [
        await reported(debate, debate.observer, "spam", post) for post in posts
    ]
    await claim(other, held)
    await decided(other, done, act="approve")
    said = {
        "key": new_key(),
        "cases": [free, held, done, 999_999_999, also],
        "act": "hide",
        "reason": "spam",
    }
    first, again = [await one.http.post("/moderation/acts", json=said) for _ in range(2)]
    assert first.status_code == 200, first.text
    found = {each["case_id"]: each["refused"] for each in first.json()}
    assert found == {
        free: None,
        held: "case-claimed",
        done: "case-decided",
        999_999_999: "no-case",
        also: None,
    }
    assert again.json() == first.json()
    for case_id in (free, also):
        assert [e["event"]["type"] for e in await told(world, case_id)] == [
            "case.opened",
            "case.decided",
        ]


async def test_only_moderators_decide_several(debate: Debate) -> None:
    case_id = await reported(debate)
    answer = await debate.owner.ask("POST", "/moderation/acts", cases=[case_id], act="approve")
    refused(answer, 404, "no-case")
    (moderator,) = await moderators(debate.world, "Văn Thị Gộp")
    answer = await moderator.ask("POST", "/moderation/acts", cases=[], act="approve")
    assert answer.status_code == 400
