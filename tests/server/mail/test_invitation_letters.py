"""An invitation arrives as a letter whose link lets its reader in."""

import re

from tests.server.mail.mailbox import Mailbox, words
from tests.world import Someone, World


async def invited(world: World) -> tuple[Someone, Someone, int]:
    """A steward, somebody they invited by a letter, and the room."""
    owner, guest = await world.people("Lê Thị Hoa", "Trần Văn Bình")
    room = await world.room(owner)
    told = {"email": guest.email, "role": "moderator"}
    await owner.do("POST", f"/rooms/{room}/invitations", **told)
    return owner, guest, room


async def test_the_link_of_an_invitation_lets_its_reader_in(
    posted: World, mailbox: Mailbox
) -> None:
    _, guest, room = await invited(posted)
    (letter,) = await mailbox.letters(guest.email, 1)
    assert letter["subject"] == "Lời mời tham gia phòng “Dữ liệu mở”"
    assert "Lê Thị Hoa mời Ông/Bà" in words(letter)
    assert "vai trò: kiểm duyệt viên" in words(letter)
    (token,) = re.findall(rf"{re.escape(posted.url)}/join#(\S+)", words(letter))
    await guest.do("POST", "/invitations/acceptance", token=token)
    assert (await guest.get(f"/rooms/{room}"))["me"]["role"] == "moderator"
    async with posted.sql() as sql:
        kept = await sql.fetchval(
            "select facts::text from letter where recipient = $1", guest.email
        )
    assert token not in kept
