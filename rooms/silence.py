"""Who may not speak, because moderators said so: in one room, or in the whole portal.

It stands in the rows of the member and of the person, which whoever writes locks anyway: `moderation.sanctions` writes them, so
it waits for what is being written, and what comes later finds them. It ends with its time, without anybody doing anything.
"""

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from rooms import sql
from rooms.errors import Forbidden
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

IN_ROOM = "mute_in_room"


class Silence(Struct, frozen=True):
    """The act that silences somebody, and until when; None: for good."""

    id: int
    act: str
    until: datetime | None


class Speaks(Protocol):
    """Somebody who wants to do what is for those who speak, as the first query of it finds them; as in `rooms.screening.Speaker`."""

    @property
    def may(self) -> bool:
        """Whether their role does."""

    @property
    def silenced(self) -> int | None:
        """The act by which they may not; None: there is none."""


async def must_not_hold(tx: Tx, who: Who) -> None:
    """Raises Forbidden where the portal has suspended this person. Nobody suspends them before the transaction is over."""
    act_id = await tx.conn.fetchval(q["of_person"], who.id)
    if act_id is not None:
        raise await refusal(tx, act_id)


async def must_not_look(tx: Tx, who: Who) -> None:
    """Raises Forbidden likewise, where something is only read that is shown for an office's sake."""
    act_id = await tx.conn.fetchval(q["now"], who.id)
    if act_id is not None:
        raise await refusal(tx, act_id)


async def must_let(tx: Tx, speaker: Speaks) -> None:
    """Raises Forbidden where they may not speak: moderators silenced them, or their role does not."""
    if speaker.silenced is not None:
        raise await refusal(tx, speaker.silenced)
    if not speaker.may:
        raise Forbidden("role-may-not")


async def refusal(tx: Tx, act_id: int, field: str | None = None) -> Forbidden:
    """What somebody is told whom this act silences: the act, where they read why and ask for a review, and its end.

    `field`: the one that may not have words, where the rest of the command may be done; None: nothing of it may.
    """
    silence = await tx.one(Silence, q["by"], act_id)
    assert silence is not None, "acts are not deleted"
    if silence.act == IN_ROOM:
        return Forbidden("muted-in-room", field=field, act=silence.id, until=silence.until)
    return Forbidden("suspended", field=field, act=silence.id, until=silence.until)
