"""Rules at work: what they hold, refuse, slow, warn of, hide and flag, from the post to what came of it."""

from typing import Any

from tests.debate import Debate
from tests.desk import whole
from tests.moderation.scenes import claim, decided
from tests.world import Someone

LIST = {"name": "thô tục", "entries": [{"words": "đồ ngốc"}], "reason": "insult"}
WORDS = "Anh đúng là đồ ngốc."


async def ruled(debate: Debate, **rules: Any) -> None:
    """From now on these rules are the room's."""
    done = await debate.owner.do("PUT", f"{debate.room}/rules", rules=rules)
    assert done["result"]["id"]


async def case_of(moderator: Someone, debate: Debate) -> dict[str, Any]:
    """The one case of the room."""
    (case,) = [each for each in await whole(moderator) if each["room_id"] == debate.room_id]
    return case


async def test_a_listed_word_is_held_until_a_moderator_lets_it_through(
    debate: Debate, moderators: list[Someone]
) -> None:
    await ruled(debate, lists=[LIST | {"action": "hold"}])
    head = await debate.head()
    said = await debate.say(debate.member, WORDS, parent_id=debate.post_id)
    assert said["held"]
    assert await debate.head() == head
    mine = await debate.member.rows(f"{debate.room}/held")
    assert [each["id"] for each in mine] == [said["held"]]
    assert await debate.owner.rows(f"{debate.room}/held") == []

    case = await case_of(moderators[0], debate)
    assert (case["target"], case["source"], case["reason"], case["held_id"]) == (
        "held", "rule", "insult", said["held"],
    )  # fmt: skip
    file = await moderators[0].get(f"/moderation/cases/{case['id']}")
    assert "đồ ngốc" in file["post"]["html"]
    (seen,) = file["findings"]
    assert seen["action"] == "hold"
    assert "“thô tục”" in seen["why"]["vi"]
    assert "“thô tục”" in seen["why"]["en"]
    assert file["parent"]["id"] == debate.post_id

    await decided(moderators[0], case["id"], act="approve")
    (entry,) = await debate.entries(head)
    assert entry["event"]["type"] == "post.added"
    assert entry["by"] == debate.number(debate.member)
    assert "đồ ngốc" in entry["event"]["post"]["html"]
    assert await debate.member.rows(f"{debate.room}/held") == []


async def test_what_was_not_let_through_can_be_reviewed_by_somebody_else(
    debate: Debate, moderators: list[Someone]
) -> None:
    await ruled(debate, lists=[LIST | {"action": "hold"}])
    await debate.say(debate.member, WORDS)
    head = await debate.head()
    case = await case_of(moderators[0], debate)
    note = "Xin bỏ lời xúc phạm."
    await decided(moderators[0], case["id"], act="remove", reason="insult", public_note=note)
    assert await debate.member.rows(f"{debate.room}/held") == []
    async with debate.world.sql() as conn:
        act_id = await conn.fetchval("select act_id from moderation_case where id = $1", case["id"])
    decision = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (decision["mine"], decision["public_note"], decision["post_id"]) == (True, note, None)
    assert "đồ ngốc" in decision["html"]

    await debate.member.do(
        "POST", f"/moderation/acts/{act_id}/review", words="Tôi nói về chính mình."
    )
    again = await moderators[0].ask("PUT", f"/moderation/cases/{case['id']}/claim")
    assert again.status_code == 409
    await claim(moderators[1], case["id"])
    await moderators[1].do("POST", f"/moderation/cases/{case['id']}/ruling", upheld=False)
    (entry,) = await debate.entries(head)
    assert entry["event"]["post"]["author"] == debate.number(debate.member)
    told = await debate.member.get(f"/moderation/acts/{act_id}")
    assert told["review"]["outcome"] == "overturned"
    assert told["post_id"] == entry["event"]["post"]["id"]


async def test_a_refusal_says_what_the_rule_saw(debate: Debate) -> None:
    await ruled(debate, lists=[LIST | {"action": "refuse"}])
    head = await debate.head()
    asked = await debate.member.ask("POST", f"{debate.thread}/posts", body=WORDS)
    assert asked.status_code == 409
    problem = asked.json()
    assert problem["type"] == "/problems/rule-refuses"
    assert problem["field"] == "body"
    assert "danh sách từ “thô tục”" in problem["detail"]
    assert await debate.head() == head


async def test_who_is_warned_may_send_it_all_the_same(debate: Debate) -> None:
    await ruled(debate, lengths={"least": 20, "action": "warn"})
    asked = await debate.member.ask("POST", f"{debate.thread}/posts", body="Đồng ý.")
    assert (asked.status_code, asked.json()["type"]) == (409, "/problems/rule-warns")
    said = await debate.say(debate.member, "Đồng ý.", sure=True)
    assert said["id"]
    assert said["held"] is None


async def test_who_is_too_fast_is_told_when_to_try_again(debate: Debate) -> None:
    await ruled(debate, rates={"minute": 2})
    # The debate began with a post of this member.
    await debate.say(debate.member, "Ý kiến thứ hai")
    asked = await debate.member.ask("POST", f"{debate.thread}/posts", body="Ý kiến thứ ba")
    assert (asked.status_code, asked.headers["retry-after"]) == (429, "60")
    assert asked.json()["type"] == "/problems/rule-slows"


async def test_what_a_rule_hides_has_its_place_and_no_words_until_it_is_restored(
    debate: Debate, moderators: list[Someone]
) -> None:
    await ruled(debate, lists=[LIST | {"action": "hide"}])
    head = await debate.head()
    said = await debate.say(debate.member, WORDS)
    (entry,) = await debate.entries(head)
    assert "đồ ngốc" not in str(entry)
    assert entry["event"]["post"]["hidden_as"] == "hidden"
    thread = await debate.owner.get(debate.thread)
    assert "đồ ngốc" not in str(thread)
    await decided(moderators[0], (await case_of(moderators[0], debate))["id"], act="restore")
    thread = await debate.owner.get(debate.thread)
    (post,) = [each for each in thread["posts"] if each["id"] == said["id"]]
    assert "đồ ngốc" in post["html"]


async def test_what_a_rule_flags_is_read_meanwhile(
    debate: Debate, moderators: list[Someone]
) -> None:
    await ruled(debate, lists=[LIST | {"action": "flag"}])
    said = await debate.say(debate.member, WORDS)
    case = await case_of(moderators[0], debate)
    assert (case["target"], case["post_id"]) == ("post", said["id"])


async def test_the_first_posts_of_newcomers_wait_and_those_of_its_keepers_do_not(
    debate: Debate, moderators: list[Someone]
) -> None:
    await ruled(debate, newcomers={"posts": 2})
    assert (await debate.say(debate.member, "Ý kiến thứ hai"))["held"]
    assert (await debate.say(debate.moderator, "Mời góp ý"))["held"] is None
    await decided(moderators[0], (await case_of(moderators[0], debate))["id"], act="approve")
    assert (await debate.say(debate.member, "Ý kiến thứ ba"))["held"] is None


async def test_a_new_thread_is_held_with_its_title(
    debate: Debate, moderators: list[Someone]
) -> None:
    await ruled(debate, beforehand={})
    question = {"title": "Câu hỏi mới", "body": "Bao giờ?", "kind": "question"}
    opened = (await debate.member.do("POST", f"{debate.room}/threads", **question))["result"]
    assert (opened["thread"], opened["post"]) == (None, None)
    case = await case_of(moderators[0], debate)
    file = await moderators[0].get(f"/moderation/cases/{case['id']}")
    assert file["thread"] == "Câu hỏi mới"
    await decided(moderators[0], case["id"], act="approve")
    listed = await debate.owner.get(debate.room)
    assert "Câu hỏi mới" in [each["title"] for each in listed["threads"]]


async def test_the_portals_rules_go_for_every_room_and_only_administrators_set_them(
    debate: Debate, moderators: list[Someone]
) -> None:
    refused = await moderators[0].ask("PUT", "/moderation/rules", rules={})
    assert refused.status_code == 403
    listed = LIST | {"action": "refuse", "entries": [{"words": "từ chỉ của phép thử này"}]}
    async with debate.world.administrator() as administrator:
        await administrator.do("PUT", "/moderation/rules", rules={"lists": [listed]})
        try:
            words = "Có từ chỉ của phép thử này ở đây."
            asked = await debate.member.ask("POST", f"{debate.thread}/posts", body=words)
            assert asked.json()["type"] == "/problems/rule-refuses"
            seen = await moderators[0].get("/moderation/rules")
            assert seen["rules"]["lists"][0]["name"] == "thô tục"
            assert seen["by"] == administrator.person["name"]
        finally:
            await administrator.do("PUT", "/moderation/rules", rules={})


async def test_rules_that_cannot_be_are_refused_with_the_field(debate: Debate) -> None:
    asked = await debate.owner.ask("PUT", f"{debate.room}/rules", rules={"newcomers": {"posts": 0}})
    assert asked.status_code == 400
    assert "posts" in asked.json()["field"]
    by_member = await debate.member.ask("PUT", f"{debate.room}/rules", rules={})
    assert by_member.status_code == 403


async def test_rules_are_tried_with_a_text_before_they_are_set(debate: Debate) -> None:
    asked = {"text": WORDS, "rules": {"lists": [LIST | {"action": "hold"}], "newcomers": {}}}
    answer = await debate.owner.http.post(f"{debate.room}/rules/trial", json=asked)
    assert answer.status_code == 200, answer.text
    assert [(each["rule"], each["action"]) for each in answer.json()] == [
        ("listed-words", "hold"), ("few-posts", "hold"),
    ]  # fmt: skip
    why = answer.json()[0]["why"]
    assert "danh sách từ “thô tục”" in why["vi"]
    assert "word list “thô tục”" in why["en"]
    in_force = await debate.owner.http.post(f"{debate.room}/rules/trial", json={"text": WORDS})
    assert in_force.json() == []
    assert (await debate.say(debate.member, WORDS))["held"] is None, "nothing was set"
    by_member = await debate.member.http.post(f"{debate.room}/rules/trial", json=asked)
    assert by_member.status_code == 403
