"""A letter about an amendment: what became of it, and why where the room is public."""

import pytest

from tests.debate import gather
from tests.rooms.proposals.amending.amended import SOONER, amend
from tests.rooms.proposals.tabling import opened
from tests.server.mail.mailbox import Mailbox, words
from tests.told import here
from tests.world import World


@pytest.mark.parametrize("visibility", ["public", "invited"])
async def test_a_letter_says_what_became_of_an_amendment(
    posted: World, mailbox: Mailbox, visibility: str
) -> None:
    debate = await gather(posted, visibility=visibility)
    table = await opened(debate, debate.member)
    await table.stage(debate.owner, "amendments")
    await here(debate, debate.facilitator, "added")  # told before letters go at once
    await debate.facilitator.do("PUT", "/me/telling", mail="at_once", hour=7)
    line = await amend(table, debate.facilitator, SOONER)
    path = f"/amendments/{line['id']}"
    await debate.member.do("PUT", f"{path}/rejection", revision=1, reason="Chưa đủ nguồn lực")
    letter = (await mailbox.letters(debate.facilitator.email, 1))[-1]
    text = words(letter)
    assert str(letter["subject"]).startswith("Sửa đổi của Ông/Bà cho một đề xuất")
    assert ("Lý do: Chưa đủ nguồn lực" in text) == (visibility == "public")
    way = f"{posted.url}/proposals/{table.id}?view=amendments&amendment={line['id']}"
    assert way in text.splitlines()
