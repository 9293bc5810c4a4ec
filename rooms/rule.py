"""A row of the policy table: what it is made of, and what it says to whoever asks, while the thing is in some state.

`answer` says without a database what the first query of a verb says under its lock, for pages, for the
administrator's view and for the test that holds both together. Which act has which row is in `rooms.policy`.
"""

from collections.abc import Collection
from enum import StrEnum

from msgspec import Struct

from rooms.roles import KEEPERS, Role


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
    OWN = "not-on-own"
    RETRACTED = "post-retracted"
    HIDDEN = "post-hidden"  # by moderation
    NAME_HIDDEN = "name-hidden"  # likewise
    TITLE_HIDDEN = "title-hidden"  # likewise
    CLOSED = "thread-closed"
    OPEN = "thread-open"
    SUSPENDED = "suspended"  # who acts, in the whole portal, by moderation
    MUTED = "muted-in-room"  # who acts, in this room, likewise
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
    still be done in an archived room. `public`: also those outside may, where the room is public, and what leaves no
    audit row by whoever is not signed in either. `desk`: the roles are those in the portal's room of moderation.
    `recorded`: whether an audit row is due; only reading, the marks of it, and what is typed and not said go without. `scope`: what an API token must have for it;
    None: it is not done by token at all, as nothing is that touches an account. `in_company`: done often and at once by
    many, in one room, so it may share a transaction with others of its kind (`rooms.group`). `hidden`: those outside are answered
    as if there were nothing, also where the room is public.
    """

    roles: frozenset[Role] = frozenset()
    archived: bool = False
    recorded: bool = True
    unless: tuple[State, ...] = ()
    asked: Asked = Asked.PERSON
    public: bool = False
    desk: bool = False
    scope: Scope | None = None
    in_company: bool = False
    hidden: bool = False


class Standing(Struct, frozen=True):
    """Who asks, as far as rights go. `role` None: not in the room; `desk` None: not in the room of moderation.

    `public`: the room may be read by anyone; `open`: whoever has an account may join it.
    """

    signed_in: bool = True
    administrator: bool = False
    role: Role | None = None
    public: bool = False
    open: bool = False
    desk: Role | None = None


class Refusal(Struct, frozen=True):
    """What somebody is answered who may not: the problem's status and its reason."""

    status: int
    reason: str


SILENCES = (State.SUSPENDED, State.MUTED)  # of who acts, not of a thing
ROOM_STATES = frozenset({State.ARCHIVED, State.NOT_ARCHIVED})
HIDDEN = Refusal(404, "not-there")  # the reason is the one a missing thing of that kind has


def of_a_room(rule: Rule) -> bool:
    """Whether the row is about what somebody is in a room."""
    return not rule.desk and (bool(rule.roles) or rule.asked == Asked.OUTSIDER)


def source(rule: Rule, who: Standing) -> str:
    """What gives the right to somebody who has it."""
    if rule.desk:
        return "desk"
    if rule.roles:
        return "role" if who.role in rule.roles else "public"
    return "own" if rule.asked == Asked.PERSON else str(rule.asked)


def answer(rule: Rule, who: Standing, states: Collection[State] = frozenset()) -> Refusal | None:
    """What the row says to this person while the thing is in these states; None: they may.

    An administrator of the portal is in a room what anybody else is there: a member, or outside.
    """
    if refused := _unsigned(rule, who) or _silence(rule, who, states):
        return refused
    if not rule.roles:
        return _no_member(rule, who, states)
    if rule.desk:
        who, states = Standing(role=who.desk), ()  # a room of its own, and never archived
    if who.role is None:
        return _outside(rule, who, states)
    if State.ANOTHERS in rule.unless and State.ANOTHERS in states:
        return Refusal(403, State.ANOTHERS)  # said first: no role would help
    if who.role not in rule.roles:
        return Refusal(403, "role-may-not")
    return _against(rule, states)


def _unsigned(rule: Rule, who: Standing) -> Refusal | None:
    """What somebody is answered who is not signed in, where that is needed."""
    if who.signed_in or rule.asked == Asked.ANYONE:
        return None
    seen = rule.public and not rule.recorded  # what is recorded is somebody's act
    if seen and who.public:
        return None
    return HIDDEN if seen else Refusal(401, "sign-in-first")


def _silence(rule: Rule, who: Standing, states: Collection[State]) -> Refusal | None:
    """What moderation has done about who asks, said before anything is said of the thing. Only members can be muted."""
    for state in SILENCES:
        if state in rule.unless and state in states and (state == State.SUSPENDED or who.role):
            return Refusal(403, state)
    return None


def _against(rule: Rule, states: Collection[State]) -> Refusal | None:
    """The first state that stands against it."""
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


def _outside(rule: Rule, who: Standing, states: Collection[State]) -> Refusal | None:
    if not who.public or rule.hidden:
        return HIDDEN
    return _against(rule, states) if rule.public else Refusal(403, "join-first")


def stewards_only(rule: Rule) -> bool:
    """Whether the act is for those who keep a room, or the portal: what a portal may ask a second factor for."""
    return rule.asked == Asked.ADMINISTRATOR or bool(rule.roles and rule.roles <= KEEPERS)
