"""The kinds of letter there are: who writes each, and how old it may grow before it is not worth sending any more."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import NamedTuple

from rooms import invitations
from rooms.outbox import Waiting
from rooms.tx import Tx
from server.identity import alerts, resets
from server.mail import accounts, notices
from server.mail.desk import Desk
from server.mail.text import Text


class Kind(NamedTuple):
    """One kind of letter. `write` gives None where there is nothing to tell any more. `ends`: whether it can be ended by a link."""

    write: Callable[[Tx, Desk, Waiting], Awaitable[Text | None]]
    lasts: timedelta
    ends: bool


KINDS: dict[str, Kind] = {
    resets.KIND: Kind(accounts.reset, timedelta(days=1), ends=False),
    alerts.KIND: Kind(accounts.access_changed, timedelta(days=7), ends=False),
    invitations.LETTER: Kind(accounts.invitation, timedelta(days=60), ends=False),
    "notice": Kind(notices.notice, timedelta(days=7), ends=True),
    "digest": Kind(notices.digest, timedelta(days=2), ends=True),
}
