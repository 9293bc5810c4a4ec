"""Who may do what, and in which state of the thing: one table, read by every verb's first query.

A verb without a row here cannot run, so a right that nobody thought of is a right that nobody has. The roles
of a row reach the first query as `tx.roles`, and that query is what enforces the row: the state of the thing is
asked there, under its lock. `answer` says the same without a database, for pages, for the administrator's view
and for the test that holds both together. Every route and every message of a socket names its row, of `RULES`
or of `READINGS`; one that does not keeps the server from starting.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct


class Role(StrEnum):
    """What a member is in a room, from the one who answers for it to the one who only reads."""

    OWNER = "owner"
    FACILITATOR = "facilitator"
    MODERATOR = "moderator"
    MEMBER = "member"
    OBSERVER = "observer"


class Asked(StrEnum):
    """Who is asked for, where it is not a member of the room."""

    ANYONE = "anyone"  # also somebody who is not signed in
    PERSON = "person"  # whoever is signed in, about what is their own
    OUTSIDER = "outsider"  # signed in and not in the room, where it lets them come by themselves
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"  # no route leads here


class State(StrEnum):
    """A state that can stand against an act, named as the refusal is."""

    ANOTHERS = "not-yours"
    RETRACTED = "post-retracted"
    CLOSED = "thread-closed"
    OPEN = "thread-open"
    ARCHIVED = "room-archived"
    NOT_ARCHIVED = "room-not-archived"


class Scope(StrEnum):
    """What a program may do for the person whose token it bears: never more than that person may."""

    READ = "read"  # see what the person sees
    WRITE = "write"  # take part
    STEWARD = "steward"  # what owners, facilitators and moderators do


class Rule(Struct, frozen=True):
    """One row of the table.

    `roles`: the members who may, empty where membership is not the question; then `asked` says whose act it is.
    `unless`: the states that stand against it, in the order in which they are found. `archived`: whether it may
    still be done in an archived room. `public`: also those outside may, where the room is public. `recorded`: whether an
    audit row is due; only reading and the marks of it go without. `scope`: what an API token must have for it;
    None: it is not done by token at all, as nothing is that touches an account. `in_company`: done often and at once by
    many, in one room, so it may share a transaction with others of its kind (`rooms.group`).
    """

    roles: frozenset[Role] = frozenset()
    archived: bool = False
    recorded: bool = True
    unless: tuple[State, ...] = ()
    asked: Asked = Asked.PERSON
    public: bool = False
    scope: Scope | None = None
    in_company: bool = False


OWNERS = frozenset({Role.OWNER})
STEWARDS = OWNERS | {Role.FACILITATOR}
KEEPERS = STEWARDS | {Role.MODERATOR}
SPEAKERS = KEEPERS | {Role.MEMBER}
EVERYONE = SPEAKERS | {Role.OBSERVER}

READ, WRITE, STEWARD = Scope

SYSTEM = Rule(asked=Asked.SYSTEM)
UPKEEP = Rule(asked=Asked.SYSTEM, recorded=False)  # says nothing new: nothing to record
ANYONE = Rule(asked=Asked.ANYONE)
ADMINISTRATORS = Rule(asked=Asked.ADMINISTRATOR)

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "accounts.sign_up": ANYONE,
        "audit.forget_answers": SYSTEM,
        "first.offer": SYSTEM,
        "sessions.begin": ANYONE,
        "sessions.end": Rule(),
        "sessions.end_all": Rule(),
        "sessions.forget": SYSTEM,
        "sessions.see": UPKEEP,
        "sessions.change_password": Rule(),
        "resets.ask": ANYONE,
        "resets.use": ANYONE,
        "api_tokens.issue": Rule(),
        "api_tokens.revoke": Rule(),
        "halves.begin": ANYONE,
        "halves.finish": ANYONE,
        "passkeys.enter": ANYONE,
        "passkeys.add": Rule(),
        "passkeys.rename": Rule(),
        "passkeys.remove": Rule(),
        "totp.offer": Rule(),
        "totp.confirm": Rule(),
        "totp.remove": Rule(),
        "factors.renew_codes": Rule(),
        "factors.clear": SYSTEM,
        "accounts.change_profile": Rule(archived=True),
        "accounts.become_first_administrator": Rule(),
        "rooms.open_room": Rule(scope=WRITE),
        "rooms.describe": Rule(OWNERS, scope=STEWARD),
        "rooms.archive": Rule(OWNERS, archived=True, unless=(State.ARCHIVED,), scope=STEWARD),
        "rooms.unarchive": Rule(OWNERS, archived=True, unless=(State.NOT_ARCHIVED,), scope=STEWARD),
        "members.join": Rule(asked=Asked.OUTSIDER, scope=WRITE),
        "members.leave": Rule(EVERYONE, archived=True, scope=WRITE),
        "members.add": Rule(STEWARDS, scope=STEWARD),
        "members.change_role": Rule(OWNERS, archived=True, scope=STEWARD),
        "members.remove": Rule(STEWARDS, archived=True, scope=STEWARD),
        "invitations.open_link": Rule(STEWARDS, scope=STEWARD),
        "invitations.invite": Rule(STEWARDS, scope=STEWARD),
        "invitations.revoke": Rule(STEWARDS, archived=True, scope=STEWARD),
        "invitations.accept": Rule(),
        "verification.verify": ADMINISTRATORS,
        "verification.withdraw": ADMINISTRATORS,
        "rights.of_person": ADMINISTRATORS,
        "rights.in_room": ADMINISTRATORS,
        "muting.mute": Rule(EVERYONE, archived=True, scope=WRITE),
        "muting.unmute": Rule(scope=WRITE),
        "threads.open_thread": Rule(SPEAKERS, scope=WRITE),
        "threads.close": Rule(KEEPERS, unless=(State.CLOSED,), scope=STEWARD),
        "threads.reopen": Rule(KEEPERS, unless=(State.OPEN,), scope=STEWARD),
        "posts.reply": Rule(SPEAKERS, unless=(State.CLOSED,), scope=WRITE, in_company=True),
        "posts.edit": Rule(
            SPEAKERS, unless=(State.ANOTHERS, State.RETRACTED, State.CLOSED), scope=WRITE
        ),
        "posts.retract": Rule(SPEAKERS, unless=(State.ANOTHERS, State.RETRACTED), scope=WRITE),
        "positions.take": Rule(SPEAKERS, unless=(State.RETRACTED,), scope=WRITE, in_company=True),
        "positions.withdraw": Rule(
            SPEAKERS, unless=(State.RETRACTED,), scope=WRITE, in_company=True
        ),
        "files.upload": Rule(SPEAKERS, scope=WRITE),
        "files.forget_waiting": SYSTEM,
        "chaining.extend": UPKEEP,
        "chaining.adopt": SYSTEM,
        "consulting.look": ADMINISTRATORS,
        "importing.import_room": SYSTEM,
        "importing.import_people": SYSTEM,
        "importing.import_statements": SYSTEM,
        "stands.import_positions": SYSTEM,
        "passages.index_rooms": UPKEEP,
        "passages.index_threads": UPKEEP,
        "passages.index_posts": UPKEEP,
        "passages.learn_common_terms": UPKEEP,
        "inbox.read": Rule(archived=True, recorded=False, scope=WRITE),
        "telling.choose": Rule(archived=True),
        "telling.choose_in_room": Rule(EVERYONE, archived=True),
        "telling.unsubscribe": ANYONE,
        "progress.advance": UPKEEP,
        "progress.stumble": UPKEEP,
        "outbox.take": UPKEEP,
        "outbox.sent": UPKEEP,
        "outbox.put_off": UPKEEP,
        "outbox.drop": UPKEEP,
        "outbox.forget": UPKEEP,
        "digests.enclose": UPKEEP,
        "notices.forget": UPKEEP,
        "reading.mark": Rule(EVERYONE, archived=True, recorded=False, scope=WRITE),
    }
)

# What is only read, by the right to read it. Nothing here leaves an audit row.
READINGS: Mapping[str, Rule] = MappingProxyType(
    {
        "portal.see": Rule(asked=Asked.ANYONE, archived=True, recorded=False, scope=READ),
        "self.see": Rule(archived=True, recorded=False, scope=READ),
        "room.read": Rule(EVERYONE, archived=True, recorded=False, public=True, scope=READ),
        "invitations.see": Rule(STEWARDS, archived=True, recorded=False, scope=READ),
        "administration.see": Rule(asked=Asked.ADMINISTRATOR, archived=True, recorded=False),
    }
)


class Standing(Struct, frozen=True):
    """Who asks, as far as rights go. `role` None: not in the room.

    `public`: the room may be read by anyone; `open`: whoever has an account may join it.
    """

    signed_in: bool = True
    administrator: bool = False
    role: Role | None = None
    public: bool = False
    open: bool = False


class Refusal(Struct, frozen=True):
    """What somebody is answered who may not: the problem's status and its reason."""

    status: int
    reason: str


ROOM_STATES = frozenset({State.ARCHIVED, State.NOT_ARCHIVED})
HIDDEN = Refusal(404, "not-there")  # the reason is the one a missing thing of that kind has


def rule_of(right: str) -> Rule | None:
    """The row of an act or of a reading; None where there is none."""
    return RULES.get(right) or READINGS.get(right)


def of_a_room(rule: Rule) -> bool:
    """Whether the row is about what somebody is in a room."""
    return bool(rule.roles) or rule.asked == Asked.OUTSIDER


def source(rule: Rule, who: Standing) -> str:
    """What gives the right to somebody who has it."""
    if rule.roles:
        return "role" if who.role in rule.roles else "public"
    return "own" if rule.asked == Asked.PERSON else str(rule.asked)


def answer(rule: Rule, who: Standing, states: Collection[State] = frozenset()) -> Refusal | None:
    """What the row says to this person while the thing is in these states; None: they may.

    An administrator of the portal is in a room what anybody else is there: a member, or outside.
    """
    if not who.signed_in and rule.asked != Asked.ANYONE and not (rule.public and who.public):
        return HIDDEN if rule.public else Refusal(401, "sign-in-first")
    if not rule.roles:
        return _no_member(rule, who, states)
    if who.role is None:
        return _outside(rule, who)
    if State.ANOTHERS in rule.unless and State.ANOTHERS in states:
        return Refusal(403, State.ANOTHERS)  # said first: no role would help
    if who.role not in rule.roles:
        return Refusal(403, "role-may-not")
    against = [*rule.unless, *(() if rule.archived else (State.ARCHIVED,))]
    return next((Refusal(409, state) for state in against if state in states), None)


def _no_member(rule: Rule, who: Standing, states: Collection[State]) -> Refusal | None:
    match rule.asked:
        case Asked.SYSTEM:
            return HIDDEN
        case Asked.ADMINISTRATOR if not who.administrator:
            return Refusal(403, "administrators-only")
        case Asked.OUTSIDER if who.role is not None:
            return Refusal(409, "already-member")
        case Asked.OUTSIDER if not who.open:
            return HIDDEN
        case Asked.OUTSIDER if State.ARCHIVED in states:
            return Refusal(409, State.ARCHIVED)
    return None


def _outside(rule: Rule, who: Standing) -> Refusal | None:
    if not who.public:
        return HIDDEN
    return None if rule.public else Refusal(403, "join-first")


def stewards_only(rule: Rule) -> bool:
    """Whether the act is for those who keep a room, or the portal: what a portal may ask a second factor for."""
    return rule.asked == Asked.ADMINISTRATOR or bool(rule.roles and rule.roles <= KEEPERS)


def acts_of(role: Role | None) -> list[str]:
    """The acts this role may do in a room, for a page that shows only buttons that work."""
    return sorted(act for act, rule in RULES.items() if role in rule.roles)
