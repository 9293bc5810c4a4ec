"""docs/rights.md, written from the policy table and the live routes: `python -m server.rights_page` renews it."""

from collections import defaultdict
from pathlib import Path

from rooms.policy import RULES
from rooms.readable import READINGS
from rooms.roles import EVERYONE, KEEPERS, OWNERS, SPEAKERS, STEWARDS
from rooms.rule import Asked, Rule
from server.app import create_app
from server.config import Settings
from server.rights import ways

FILE = Path(__file__).parent.parent / "docs" / "rights.md"
WORDS = """<!-- Written by `python -m server.rights_page`. Do not edit. -->

# Rights

One table, `rooms/policy.py` for acts and `rooms/readable.py` for what is read, says who may do what, and in which state of the thing. A verb without a row does not run; a
route or a message of the live socket that names no row keeps the server from starting. The first query of each verb
enforces its row under a lock; a test asks every way in as everybody, in every state, and compares.

**Who.** In a room one is what one's role there is: owner, facilitator, moderator, member, observer. A higher role may
whatever a lower one may. Whoever is not in a private room is answered as if it were not there, byte for byte; in a public
room they may read, and are told to join first.

**Administrators** run the portal. They look people up, verify affiliations, consult the record, and see what somebody may do
and why; each look at rights or at the record is itself on record. In a room they are what everybody else is there:
outside, until a steward lets them in. They read no private room, change no post, give no role, and there is no
act that makes them a member. Of a room that does not show names they learn that a person is a member and in what role, never
the number or the name they have there, nor since when; and the record does not tell them who acted in it. What a portal's operator can do with the database itself, no table can prevent; the record shows it.

**Moderators** are those in the portal's one room of moderation, each with a role there. They see a reported post of a room
they are not in, through its case and only there. Nobody decides about their own words or what they have reported, nor reviews
what they decided; the database refuses it too. Nobody is told who reported.

**Co-authors** are those at the table where a proposal is drafted, each a member of the room it is put to. To everybody else what
stands at the table is not there, also in a public room. By whom a proposal is led into a stage is said by its procedure.

**Invitations** are as good as the right of whoever made them: they end when their maker could no longer give the role. A
link gives no more than a member may. Somebody who was removed comes back only by a letter sent after that, or by a
steward's hand.

**API tokens** do for a person what their scopes allow, and never more than the person may. What
changes something and has no scope here is not done by token.

`*` marks what leaves no row in the record: what is only read, and marks of what was read.

"""
IN_A_ROOM = (
    (EVERYONE, "everyone in the room"),
    (SPEAKERS, "members and above"),
    (KEEPERS, "moderators and above"),
    (STEWARDS, "facilitators and owners"),
    (OWNERS, "owners"),
)
ELSE = {
    Asked.ANYONE: "anyone, signed in or not",
    Asked.PERSON: "whoever is signed in, about their own",
    Asked.OUTSIDER: "whoever is signed in and not in the room, where it is open to them",
    Asked.ADMINISTRATOR: "administrators",
    Asked.SYSTEM: "the system alone",
}


def page() -> str:
    """The whole page."""
    app = create_app(Settings(), "postgresql://nobody@127.0.0.1:1/none", bytes(32))
    leading: dict[str, list[str]] = defaultdict(list)
    for way in ways(app):
        leading[way.right or ""].append(way.name)
    reading = (_row(name, rule, leading[name]) for name, rule in READINGS.items())
    acts = (
        _row(name, rule, leading[name])
        for name, rule in RULES.items()
        if rule.asked != Asked.SYSTEM
    )
    system = sorted(name for name, rule in RULES.items() if rule.asked == Asked.SYSTEM)
    head = "| right | who | in an archived room | not when | token | ways in |\n| --- | --- | --- | --- | --- | --- |\n"
    return (
        f"{WORDS}## What is read\n\n{head}{''.join(reading)}\n## What is done\n\n{head}{''.join(acts)}\n"
        f"## Acts of the system\n\nNo way in leads to these: {', '.join(f'`{name}`' for name in system)}.\n"
    )


def _row(name: str, rule: Rule, leading: list[str]) -> str:
    cells = (
        f"`{name}`{'' if rule.recorded else ' *'}",
        _who(rule),
        ("yes" if rule.archived else "no") if rule.roles or rule.asked == Asked.OUTSIDER else "",
        ", ".join(f"`{state}`" for state in rule.unless),
        rule.scope or "",
        "<br>".join(f"`{way}`" for way in sorted(leading)),
    )
    return f"| {' | '.join(cells)} |\n"


def _who(rule: Rule) -> str:
    if not rule.roles:
        return ELSE[rule.asked]
    inside = next(words for roles, words in IN_A_ROOM if roles == rule.roles)
    if rule.desk:
        return f"{inside}, of the room of moderation"
    if rule.hidden:
        return f"co-authors: {inside} who sit at the table"
    if not rule.public:
        return inside
    return (
        f"{inside}, and {'whoever is signed in' if rule.recorded else 'anyone'} where it is public"
    )


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8")
