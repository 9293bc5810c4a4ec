"""Letters about a vote: that it was opened and until when, and that one has not cast; never once that is no longer true."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from rooms import digests
from server.voting import following
from tests.debate import cast, gather
from tests.rooms.voting.polling import in_secret, voting
from tests.rooms.voting.test_reminding import left
from tests.server.mail.mailbox import Mailbox, words
from tests.told import here
from tests.world import World

SAID = {
    "vi": (
        "Nhắc về cuộc biểu quyết trong phòng “Dữ liệu mở”",
        "Ông/Bà chưa bỏ phiếu trong cuộc biểu quyết về một đề xuất của phòng “Dữ liệu mở”.",
        "Đề xuất: Mở dữ liệu",
        "Thời hạn bỏ phiếu: {until} (giờ Việt Nam)",
    ),
    "en": (
        "A reminder of the vote in the room “Dữ liệu mở”",
        "You have not voted yet on a proposal in the room “Dữ liệu mở”.",
        "Proposal: Mở dữ liệu",
        "Open until {until} (Viet Nam time)",
    ),
}


@pytest.mark.parametrize("language", list(SAID))
async def test_who_has_not_voted_is_written_to_alone_and_the_headers_do_not_say_so(
    posted: World, mailbox: Mailbox, language: str
) -> None:
    people = await cast(posted)
    people[3] = await posted.person("Phạm Minh", language=language)
    debate = await gather(posted, people)
    poll = await voting(debate, minutes=180, secret=True)
    await here(debate, debate.member, "voting")  # told before letters go at once
    for each in (debate.member, debate.facilitator):
        await each.do("PUT", "/me/telling", mail="at_once", hour=7)
    await debate.facilitator.do("PUT", f"{poll.path}/ballot", **in_secret("for"))
    await left(poll, "59 minutes")
    await following.look(posted.app.state.store)
    (letter,) = await mailbox.letters(debate.member.email, 1)
    ends = datetime.fromisoformat((await poll.shown())["vote"]["closes_at"])
    subject, *lines = SAID[language]
    assert letter["subject"] == subject
    text = words(letter)
    until = ends.astimezone(digests.ZONE).strftime("%d/%m/%Y %H:%M")
    assert [line for line in lines if line.format(until=until) not in text] == []
    assert f"{posted.url}/proposals/{poll.table.id}?view=vote" in text.splitlines()
    assert not told_in_headers(letter)
    assert mailbox.of(debate.facilitator.email) == [], "who has cast is not written to"


def told_in_headers(letter: EmailMessage) -> list[str]:
    """Headers that name the vote's page, or somebody but the addressee and the sender."""
    known = {"Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version"}
    known |= {"Content-Type", "List-Unsubscribe", "List-Unsubscribe-Post"}
    return [name for name in letter if name not in known or "/proposals/" in str(letter[name])]


async def test_no_letter_of_the_day_says_what_is_no_longer_true(
    posted: World, mailbox: Mailbox
) -> None:
    debate = await gather(posted)
    poll = await voting(debate, minutes=180, secret=True)
    voter, other = debate.member, debate.facilitator
    for each in (voter, other):
        await each.do("PUT", "/me/telling", mail="daily", hour=9)
    await left(poll, "59 minutes")
    await following.look(posted.app.state.store)
    assert await here(debate, voter, "reminded")
    await voter.do("PUT", f"{poll.path}/ballot", **in_secret("for"))
    async with posted.sql() as sql:  # the people of other tests have nothing unread
        await sql.execute(
            "update notice set read_at = at where not person_id = any($1::bigint[])",
            [voter.id, other.id],
        )
    tomorrow = datetime.now(UTC).astimezone(digests.ZONE) + timedelta(days=1)
    await posted.app.state.store.run(digests.enclose, None, tomorrow.replace(hour=9, minute=1))
    (letter,) = await mailbox.letters(other.email, 1)
    assert "Ông/Bà chưa bỏ phiếu" in words(letter)
    (letter,) = await mailbox.letters(voter.email, 1)
    assert "biểu quyết" not in words(letter)
