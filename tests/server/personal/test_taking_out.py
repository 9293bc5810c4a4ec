"""Whoever asks for their data gets all of it: what names a person anywhere is in a part, or it is said why not."""

from typing import Any

from server.personal.taking_out import PARTS, SECTIONS
from tests.bringing import brought
from tests.debate import Debate, gather
from tests.rooms.test_search import word
from tests.world import World

NAMING = """
    select c.conrelid::regclass::text || '.' || a.attname as place
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.contype = 'f' and c.confrelid = 'person'::regclass
    union
    select table_name || '.' || column_name from information_schema.columns
    where table_schema = 'public' and column_name = 'person_id'
        and table_name in (select tablename from pg_tables where schemaname = 'public')
"""
BESIDE = {
    "command.person_id",
    "moderation_act.person_id",
    "review.person_id",
}  # without a key of their own
MEMBERS = {  # columns that hold a member's number: those that say what this person did or left
    "invitation.made_by", "post.author", "held_post.author", "position.number", "thread.opened_by",
}  # fmt: skip


async def test_every_column_that_names_a_person_is_in_a_part_or_has_a_reason(world: World) -> None:
    async with world.sql() as conn:
        found = {row["place"] for row in await conn.fetch(NAMING)}
    assert len(found) > 25
    assert found - BESIDE == set(PARTS)
    assert found >= BESIDE
    given = {place: part for place, part in PARTS.items() if " " not in part}
    assert set(given.values()) <= set(SECTIONS)


async def test_it_holds_what_they_said_did_and_chose(world: World) -> None:
    debate = await gather(world)
    member = debate.member
    said, first, alt = word(), word(), word()
    file = await brought(member, debate.room_id, b"Bang", "bảng.txt")
    post = await debate.say(member, f"Tôi nói {first}", files=[{"id": file["id"], "alt": alt}])
    await member.do("PUT", f"/posts/{post['id']}", body=f"Sửa {said}", kind="opinion", version=1)
    other = await debate.say(debate.owner, "Một ý kiến khác.")
    await member.do("PUT", f"/posts/{other['id']}/position", position="agree")
    await member.do("PUT", f"/posts/{other['id']}/reaction", reaction="useful")
    await member.do("POST", f"/posts/{other['id']}/reports", reason="spam", words="Quảng cáo.")
    await member.do("PUT", "/me/telling", mail="daily", hour=9)
    await member.do("POST", "/me/data-requests", kind="correction", words="Sửa tên cơ quan.")

    answer = await member.http.get("/me/data")

    assert answer.headers["content-disposition"].startswith("attachment")
    data: dict[str, list[dict[str, Any]]] = answer.json()
    assert list(data) == list(SECTIONS)
    assert data["account"][0]["email"] == member.email
    assert [each["room_id"] for each in data["memberships"]][-1] == debate.room_id
    assert [each["body"] for each in data["posts"]][-1] == f"Sửa {said}"
    assert data["earlier_versions"][-1]["body"] == f"Tôi nói {first}"
    assert (data["files"][0]["name"], data["files"][0]["alt"]) == ("bảng.txt", alt)
    assert data["positions"][0]["post_id"] == other["id"]
    assert [(each["post_id"], each["reaction"]) for each in data["reactions"]] == [
        (other["id"], "useful")
    ]
    assert data["reports"][0]["words"] == "Quảng cáo."
    assert data["settings"][0]["hour"] == 9
    assert data["requests"][0]["words"] == "Sửa tên cơ quan."
    assert {"posts.reply", "posts.edit", "positions.take"} <= {
        each["act"] for each in data["record"]
    }
    assert "Một ý kiến khác." not in answer.text, "what others said is theirs"


async def test_each_part_of_a_busy_person_is_valid_json_and_nobody_else_has_it(
    debate: Debate,
) -> None:
    for n in range(5):
        await debate.say(debate.member, f'"Ý kiến" thứ {n}\n\n\\ và `"`')
    data = (await debate.member.http.get("/me/data")).json()
    assert sum("thứ" in each["body"] for each in data["posts"]) >= 5
    assert "Ý kiến" not in (await debate.outsider.http.get("/me/data")).text
    assert (await debate.world.client().get("/me/data")).status_code == 401
