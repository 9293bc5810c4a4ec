"""What a browser may keep of an answer, to show it again without a network: of public rooms alone, and nothing of who asked.

The server states both, so that no browser has to guess: `public-room` is the room that everybody may read, and `personal-fields` are the
fields that say something of this reader. What is left without them is what anybody is answered. An answer without these headers is not kept.
"""

from typing import TypeVar

from litestar import Response

Told = TypeVar("Told")

OF_ROOM = "me may muted"
OF_THREAD = "mine read turn"


def public(told: Told, room_id: int | None, personal: str = "") -> Response[Told]:
    """The answer as it is, with leave to keep it. `room_id`: of the public room it is of; None: it is of none, and there is no leave."""
    headers = {} if room_id is None else {"public-room": str(room_id), "personal-fields": personal}
    return Response(told, headers=headers)
