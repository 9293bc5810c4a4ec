"""One letter a day at most, at the hour chosen, and only where there is something unread."""

from datetime import UTC, datetime, timedelta

from rooms import digests
from rooms.store import Store
from tests.server.mail.mailbox import Mailbox, words
from tests.told import about, read, told
from tests.world import Someone, World


async def mentioned(world: World, hour: int) -> Someone:
    """Somebody who was mentioned and wants a letter a day at this hour."""
    owner, member = await world.people("Lê Thị Hoa", "Trần Văn Bình")
    await member.do("PUT", "/me/telling", mail="daily", hour=hour)
    thread = await world.thread(owner, await world.room(owner, member))
    await world.reply(owner, thread, "Xin hỏi [@Bình](#m2).")
    await about(member, "mention", "added")
    async with world.sql() as sql:  # the people of other tests have nothing unread
        await sql.execute("update notice set read_at = at where person_id <> $1", member.id)
    return member


async def enclose(world: World, now: datetime) -> None:
    store: Store = world.app.state.store
    while (await store.run(digests.enclose, None, now)).result == digests.BATCH:
        pass


async def of(world: World, who: Someone) -> int:
    async with world.sql() as sql:
        number: int = await sql.fetchval(
            "select count(*) from letter where recipient = $1 and kind = 'digest'", who.email
        )
    return number


def tomorrow_at(hour: int) -> datetime:
    """A minute past this hour of tomorrow, in Viet Nam."""
    here = datetime.now(UTC).astimezone(digests.ZONE) + timedelta(days=1)
    return here.replace(hour=hour, minute=1)


async def test_a_days_notices_are_one_letter_at_the_chosen_hour(
    posted: World, mailbox: Mailbox
) -> None:
    member = await mentioned(posted, 9)
    await enclose(posted, tomorrow_at(8))
    assert await of(posted, member) == 0
    for _ in range(3):
        await enclose(posted, tomorrow_at(9))
    assert await of(posted, member) == 1
    (letter,) = await mailbox.letters(member.email, 1)
    assert letter["subject"] == "2 thông báo chưa đọc"
    assert "Chủ đề: Điểm nghẽn dữ liệu" in words(letter)
    assert f"{posted.url}/inbox" in words(letter)
    await enclose(posted, tomorrow_at(9) + timedelta(days=1))
    assert await of(posted, member) == 1, "what was told once is not told again"


async def test_nothing_unread_is_no_letter(posted: World) -> None:
    member = await mentioned(posted, 9)
    newest = (await member.get("/notices"))["notices"][0]["id"]
    await read(member, upto=newest)
    await enclose(posted, tomorrow_at(9))
    assert await of(posted, member) == 0


async def test_a_room_without_letters_is_not_in_the_daily_one(posted: World) -> None:
    member = await mentioned(posted, 9)
    room = (await member.get("/notices"))["notices"][0]["room_id"]
    await member.do("PUT", f"/rooms/{room}/telling", mail="off", inbox="everything")
    await enclose(posted, tomorrow_at(9))
    assert await of(posted, member) == 0


async def test_a_notice_that_commits_late_is_in_the_next_letter(posted: World) -> None:
    member = await mentioned(posted, 9)
    room = (await member.get("/notices"))["notices"][0]["room_id"]
    async with posted.sql() as sql:
        late = sql.transaction()
        await late.start()
        await sql.execute(
            "insert into notice (person_id, room_id, seq, kind, at) values ($1, $2, 1, 'added', now())",
            member.id,
            room,
        )
        (owner,) = await posted.people("Phạm Minh")
        elsewhere = await posted.room(owner, member)
        await told(member, lambda found: found[0]["room_id"] == elsewhere)
        await enclose(posted, tomorrow_at(9))
        assert await of(posted, member) == 1
        await late.commit()
    await enclose(posted, tomorrow_at(9) + timedelta(days=1))
    assert await of(posted, member) == 2
    await enclose(posted, tomorrow_at(9) + timedelta(days=2))
    assert await of(posted, member) == 2


async def test_what_is_older_than_a_week_is_not_told_by_letter_any_more(posted: World) -> None:
    member = await mentioned(posted, 9)
    await enclose(posted, tomorrow_at(9) + timedelta(days=digests.DAYS))
    assert await of(posted, member) == 0
    await enclose(posted, tomorrow_at(9) + timedelta(days=digests.DAYS - 2))
    assert await of(posted, member) == 1
