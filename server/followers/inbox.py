"""The follower that tells people's inboxes what concerns them."""

from collections.abc import Sequence

from moderation import outcomes
from rooms import notices
from rooms.entries import Stretch
from rooms.tx import Tx


class Inbox:
    """Makes notices of what happens in discussion rooms and at drafting tables, and of what moderators decide."""

    name = "inbox"
    rooms = frozenset({"discussion", "moderation", "drafting"})
    hears = notices.HEARS | outcomes.HEARS

    async def take(self, tx: Tx, of: Sequence[Stretch]) -> None:
        """Write the notices of these entries."""
        await notices.gather(tx, of)
        await outcomes.gather(tx, of)
