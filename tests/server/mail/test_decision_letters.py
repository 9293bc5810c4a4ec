"""Letters about decisions: at once for those who want them so, else in the letter of the day, with a link to the decision."""

from datetime import UTC, datetime, timedelta

from rooms import digests
from tests.debate import gather
from tests.desk import moderators
from tests.moderation.requesting import asked, owners, refused_as
from tests.moderation.scenes import act_of, hidden
from tests.server.mail.mailbox import Mailbox, words
from tests.told import here, told
from tests.world import World


async def test_author_and_reporter_are_written_to_at_once(posted: World, mailbox: Mailbox) -> None:
    debate = await gather(posted)
    for each in (debate.member, debate.observer):
        await here(debate, each, "added")  # told before letters go at once
        await each.do("PUT", "/me/telling", mail="at_once", hour=7)
    (moderator,) = await moderators(posted, "Nghiêm Thị Thư")
    _, act_id = await hidden(debate, moderator)
    letters = await mailbox.letters(debate.member.email, 1)
    assert letters[-1]["subject"].startswith("Có quyết định kiểm duyệt")
    said = "Có quyết định kiểm duyệt về nội dung của Ông/Bà trong phòng “Dữ liệu mở”."
    assert said in words(letters[-1])
    assert f"{posted.url}/decisions/{act_id}" in words(letters[-1])
    assert "Chủ đề: Điểm nghẽn dữ liệu" in words(letters[-1])
    letters = await mailbox.letters(debate.observer.email, 1)
    said = "Nội dung mà Ông/Bà đã báo vi phạm trong phòng “Dữ liệu mở” đã được xem xét."
    assert said in words(letters[-1])
    assert f"{posted.url}/decisions/{act_id}" in words(letters[-1])


async def test_the_letter_of_the_day_tells_of_decisions(posted: World, mailbox: Mailbox) -> None:
    debate = await gather(posted)
    await debate.member.do("PUT", "/me/telling", mail="daily", hour=9)
    (moderator,) = await moderators(posted, "Nghiêm Thị Thư")
    _, act_id = await hidden(debate, moderator)
    await told(debate.member, lambda found: any(n["about"] == "moderated" for n in found))
    async with posted.sql() as sql:  # the people of other tests have nothing unread
        await sql.execute("update notice set read_at = at where person_id <> $1", debate.member.id)
    here = datetime.now(UTC).astimezone(digests.ZONE) + timedelta(days=1)
    await posted.app.state.store.run(digests.enclose, None, here.replace(hour=9, minute=1))
    (letter,) = await mailbox.letters(debate.member.email, 1)
    assert "Có quyết định kiểm duyệt" in words(letter)
    assert f"{posted.url}/decisions/{act_id}" in words(letter)


async def test_who_asked_about_their_data_is_written_to_and_the_letter_names_no_room(
    posted: World, mailbox: Mailbox
) -> None:
    (asker,) = await posted.people("Bùi Thị Xuân")
    await asker.do("PUT", "/me/telling", mail="at_once", hour=7)
    (owner,) = await owners(posted, "Phan Thị Trả Lời")
    case_id = await asked(posted, asker, "correction")
    await refused_as(owner, case_id)
    (letter,) = await mailbox.letters(asker.email, 1)
    assert letter["subject"] == "Yêu cầu của Ông/Bà về dữ liệu của mình đã được trả lời."
    assert "phòng" not in words(letter)
    assert f"{posted.url}/decisions/{await act_of(posted, case_id)}" in words(letter)
