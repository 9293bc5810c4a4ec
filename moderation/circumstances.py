"""What rules ask about besides the words: who writes, how much lately, and what the clock says."""

from msgspec import Struct
from msgspec.structs import astuple

from moderation.rules import Circumstances, Rules
from rooms import sql
from rooms.screening import Author
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 10_000  # posts that are counted: no rule asks for more


class Found(Struct, frozen=True):
    """What the database knows of them."""

    account_age_days: int
    approved_posts: int
    posts_last_minute: int
    posts_last_hour: int
    time: str


async def of(tx: Tx, author: Author, rules: list[Rules]) -> Circumstances:
    """The circumstances as far as these rules ask for them; what none asks for is not looked up."""
    if not any(each.newcomers or each.rates or each.quiet for each in rules):
        return Circumstances(author.role, 0, 0, 0, 0, "00:00")
    found = await tx.one(Found, q["found"], author.room_id, author.person_id, author.number, MOST)
    assert found is not None, "who writes has an account"
    return Circumstances(author.role, *astuple(found))
