"""From the outbox to a mailbox: what letters say, when they are sent again, and when never."""

import asyncio
import re
import secrets
from typing import Any

import pytest

from rooms import letters
from rooms.letters import Letter
from rooms.rule import Rule
from rooms.screening import Unscreened
from rooms.tx import Tx
from tests.server.mail.mailbox import Mailbox, words
from tests.told import about, read, told
from tests.world import Someone, World


async def at_once(world: World) -> tuple[Someone, Someone, int, int]:
    """Two people and a room; one of them wants a letter for each notice."""
    owner, member = await world.people("Lê Thị Hoa", "Trần Văn Bình")
    await member.do("PUT", "/me/telling", mail="at_once", hour=7)
    room = await world.room(owner, member, visibility="public")
    return owner, member, room, await world.thread(owner, room)


async def state(world: World, address: str) -> list[dict[str, Any]]:
    """The letters to this address in the outbox, oldest first."""
    async with world.sql() as sql:
        rows = await sql.fetch(
            "select kind, tries, sent_at, dropped_reason, due_at > now() + interval '15 s' as waits from letter"
            " where recipient = $1 order by id",
            address,
        )
    return [dict(row) for row in rows]


async def settled(world: World, address: str, number: int = 1) -> list[dict[str, Any]]:
    """The same once so many have been sent, dropped or put off."""
    async with asyncio.timeout(15):
        while True:
            found = await state(world, address)
            done = [r for r in found if r["sent_at"] or r["dropped_reason"] or r["waits"]]
            if len(done) >= number:
                return found
            await asyncio.sleep(0.02)


async def write(world: World, kind: str, who: Someone, **facts: Any) -> None:
    """Put a letter into the outbox as a verb does, and once more under the same key."""
    key = secrets.token_hex(8)
    async with world.sql() as sql:
        tx = Tx(sql, Rule(), Unscreened())
        for _ in range(2):
            await letters.enclose(tx, key, Letter(kind, who.email, "vi", facts, who.id))


async def test_a_mention_arrives_as_a_letter_with_the_way_to_the_post(
    posted: World, mailbox: Mailbox
) -> None:
    owner, member, room, thread = await at_once(posted)
    post = (await posted.reply(owner, thread, "Xin hỏi [@Bình](#m2)."))["result"]["id"]
    letters = await mailbox.letters(member.email, 2)  # several go at a time, in any order
    letter, added = sorted(letters, key=lambda each: str(each["subject"]))
    assert added["subject"] == "Lê Thị Hoa thêm Ông/Bà vào phòng “Dữ liệu mở”, vai trò: thành viên."
    assert letter["subject"] == "Lê Thị Hoa nhắc tên Ông/Bà trong phòng “Dữ liệu mở”."
    text = words(letter)
    assert "> Xin hỏi @Bình." in text
    assert f"{posted.url}/r/{room}/p/{post}" in text.splitlines()
    assert [row["kind"] for row in await settled(posted, member.email, 2)] == ["notice"] * 2


async def test_a_letter_of_a_closed_room_says_none_of_its_words(
    posted: World, mailbox: Mailbox
) -> None:
    owner, member = await posted.people("Lê Thị Hoa", "Trần Văn Bình")
    await member.do("PUT", "/me/telling", mail="at_once", hour=7)
    thread = await posted.thread(owner, await posted.room(owner, member))
    await posted.reply(owner, thread, "Bí mật: [@Bình](#m2).")
    _, letter = await mailbox.letters(member.email, 2)
    assert "Bí mật" not in letter.as_string() + words(letter)


@pytest.mark.parametrize("meanwhile", ["read", "removed", "muted"])
async def test_what_was_read_or_hidden_meanwhile_is_not_sent(
    posted: World, mailbox: Mailbox, meanwhile: str
) -> None:
    owner, member = await posted.people("Lê Thị Hoa", "Trần Văn Bình")
    room = await posted.room(owner, member)
    await posted.reply(owner, await posted.thread(owner, room), "Xin hỏi [@Bình](#m2).")
    notice = (await about(member, "mention", "added"))[0]["id"]
    if meanwhile == "read":
        await read(member, notice)
    elif meanwhile == "removed":
        await owner.do("PUT", f"/rooms/{room}/members/2/removal", reason="Ngoài chủ đề")
    else:
        await member.do("PUT", f"/rooms/{room}/telling", mail=None, inbox="nothing")
    await write(posted, "notice", member, notice=notice)
    (row,) = await settled(posted, member.email)
    assert row["dropped_reason"] == "nothing to tell"
    assert mailbox.of(member.email) == []


async def test_a_second_letter_under_a_key_is_not_written(posted: World) -> None:
    (someone,) = await posted.people("Trần Văn Bình")
    await write(posted, "unheard-of", someone)
    (row,) = await settled(posted, someone.email)
    assert row["dropped_reason"] == "unknown kind"


async def reset(world: World) -> Someone:
    """Somebody who has asked for a letter about their password."""
    someone = (await world.people("Trần Văn Bình"))[0]
    answer = await someone.ask("POST", "/password-resets", email=someone.email)
    assert answer.status_code == 202, answer.text
    return someone


async def test_a_letter_about_a_password_leads_to_setting_another(
    posted: World, mailbox: Mailbox
) -> None:
    someone = await reset(posted)
    (letter,) = await mailbox.letters(someone.email, 1)
    assert letter["subject"] == "Đặt lại mật khẩu"
    assert letter["list-unsubscribe"] is None, "nobody can end these"
    (token,) = re.findall(rf"{re.escape(posted.url)}/reset#(\S+)", words(letter))
    answer = await someone.ask("PUT", "/password", token=token, new="mật khẩu mới của tôi")
    assert answer.is_success, answer.text
    async with posted.sql() as sql:
        kept = await sql.fetchval(
            "select facts::text from letter where recipient = $1", someone.email
        )
    assert token not in kept


@pytest.mark.parametrize("answer", ["451 later", "552 no room", None])
async def test_what_the_mail_server_says_decides(
    posted: World, mailbox: Mailbox, answer: str | None
) -> None:
    (someone,) = await posted.people("Trần Văn Bình")
    mailbox.answers[someone.email] = answer
    await someone.ask("POST", "/password-resets", email=someone.email)
    (row,) = await settled(posted, someone.email)
    assert not mailbox.answers
    if answer == "552 no room":
        assert row["dropped_reason"] == "refused 552"
        return
    assert (row["sent_at"], row["waits"], row["tries"]) == (None, True, 1)
    async with posted.sql() as sql:
        await sql.execute("update letter set due_at = now() where recipient = $1", someone.email)
    taken = await mailbox.letters(someone.email, 1 if answer else 2)
    assert len({letter["message-id"] for letter in taken}) == 1
    async with asyncio.timeout(60):
        while not (await state(posted, someone.email))[0]["sent_at"]:
            await asyncio.sleep(0.02)


async def test_an_address_the_mail_server_does_not_know_is_given_up(
    posted: World, mailbox: Mailbox
) -> None:
    someone = (await posted.people("Trần Văn Bình"))[0]
    mailbox.refused_recipients[someone.email] = "550 no such user"
    await someone.ask("POST", "/password-resets", email=someone.email)
    (row,) = await settled(posted, someone.email)
    assert row["dropped_reason"] == "refused 550"


async def test_a_mail_server_that_is_away_costs_no_letter_a_try(
    posted: World, mailbox: Mailbox
) -> None:
    await mailbox.close()
    calls = asyncio.Semaphore(0)

    def hung_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()
        calls.release()

    async with await asyncio.start_server(hung_up, "127.0.0.1", mailbox.port):
        someone = await reset(posted)
        async with asyncio.timeout(15):
            for _ in range(2):
                await calls.acquire()
        (row,) = await state(posted, someone.email)
        assert (row["tries"], row["sent_at"], row["dropped_reason"]) == (0, None, None)
    await mailbox.open()
    await mailbox.letters(someone.email, 1)
    async with asyncio.timeout(60):
        while not (await state(posted, someone.email))[0]["sent_at"]:
            await asyncio.sleep(0.02)
    assert (await state(posted, someone.email))[0]["tries"] == 1


async def test_a_letter_that_was_sent_is_never_taken_from_the_outbox_again(
    posted: World, mailbox: Mailbox
) -> None:
    someone = await reset(posted)
    await mailbox.letters(someone.email, 1)
    await settled(posted, someone.email)
    async with posted.sql() as sql:
        await sql.execute("update letter set due_at = now() where recipient = $1", someone.email)
    other = await reset(posted)
    await mailbox.letters(other.email, 1)
    assert len(mailbox.of(someone.email)) == 1


async def test_one_post_without_a_session_ends_letters_and_a_visit_does_not(
    posted: World, mailbox: Mailbox
) -> None:
    owner, member, _, thread = await at_once(posted)
    (letter,) = await mailbox.letters(member.email, 1)
    address = letter["list-unsubscribe"].strip("<>")
    http = posted.client()
    del http.headers["origin"]  # a mail program is no page of ours
    page = await http.get(address)
    assert page.status_code == 200
    assert "<script" not in page.text
    assert '<form method="post">' in page.text
    assert (await member.get("/me/telling"))["everywhere"]["mail"] == "at_once"
    done = await http.post(address, data={"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert (await member.get("/me/telling"))["everywhere"]["mail"] == "off"
    await posted.reply(owner, thread, "Xin hỏi [@Bình](#m2).")
    await about(member, "mention", "added")
    assert len(await state(posted, member.email)) == 1
    assert (await http.post(address.replace("unsubscribe/", "unsubscribe/x"))).status_code == 404


async def test_the_words_are_in_the_language_of_their_reader(
    posted: World, mailbox: Mailbox
) -> None:
    reader = await posted.person("Jane Roe", language="en")
    await reader.do("PUT", "/me/telling", mail="at_once", hour=7)
    (owner,) = await posted.people("Lê Thị Hoa")
    await posted.room(owner, reader)
    await told(reader, lambda found: len(found) == 1)
    (letter,) = await mailbox.letters(reader.email, 1)
    assert letter["subject"] == "Lê Thị Hoa added you to the room “Dữ liệu mở” as member."
    assert "?lang=en" in letter["list-unsubscribe"]
