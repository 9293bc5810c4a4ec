"""Who may do what, and in which state of the thing: one table, read by every verb's first query.

A verb without a row here cannot run, so a right that nobody thought of is a right that nobody has. The roles
of a row reach the first query as `tx.roles`, and that query is what enforces the row: the state of the thing is
asked there, under its lock. `rooms.rule` says what a row is made of; what is only read has its rows in `rooms.readable`. Every route
and every message of a socket names its row, of `RULES` or of `READINGS`; one that does not keeps the server from starting.
"""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import structs

from rooms.readable import READINGS
from rooms.roles import EVERYONE, KEEPERS, OWNERS, SPEAKERS, STEWARDS, Role
from rooms.rule import Asked, Rule, Scope, State

_, WRITE, STEWARD = Scope

SYSTEM = Rule(asked=Asked.SYSTEM)
UPKEEP = Rule(asked=Asked.SYSTEM, recorded=False)  # says nothing new: nothing to record
ANYONE = Rule(asked=Asked.ANYONE)
ADMINISTRATORS = Rule(asked=Asked.ADMINISTRATOR)
MODERATORS = Rule(
    KEEPERS, archived=True, desk=True, unless=(State.SUSPENDED,), scope=STEWARD
)  # wherever the post stands

# Of those who speak in the room: whoever is at the table. Nobody else is told that there is one.
CO_AUTHORS = Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED), hidden=True)
TYPED = structs.replace(CO_AUTHORS, recorded=False)  # each save is on record, not each letter
REACTORS = Rule(
    SPEAKERS,
    unless=(State.SUSPENDED, State.MUTED, State.OWN, State.RETRACTED, State.HIDDEN),
    scope=WRITE,
    in_company=True,
)
ANSWERERS = Rule(
    OWNERS, archived=True, desk=True, unless=(State.SUSPENDED,)
)  # of what somebody asks about their own data

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
        "desk.keep": SYSTEM,
        "rooms.open_room": Rule(scope=WRITE, unless=(State.SUSPENDED,)),
        "rooms.describe": Rule(OWNERS, scope=STEWARD, unless=(State.SUSPENDED,)),
        "rooms.archive": Rule(
            OWNERS, archived=True, unless=(State.SUSPENDED, State.ARCHIVED), scope=STEWARD
        ),
        "rooms.unarchive": Rule(
            OWNERS, archived=True, unless=(State.SUSPENDED, State.NOT_ARCHIVED), scope=STEWARD
        ),
        "members.join": Rule(asked=Asked.OUTSIDER, scope=WRITE, unless=(State.SUSPENDED,)),
        "members.leave": Rule(EVERYONE, archived=True, scope=WRITE),
        "members.add": Rule(STEWARDS, scope=STEWARD, unless=(State.SUSPENDED,)),
        "members.change_role": Rule(
            OWNERS, archived=True, scope=STEWARD, unless=(State.SUSPENDED,)
        ),
        "members.remove": Rule(STEWARDS, archived=True, scope=STEWARD, unless=(State.SUSPENDED,)),
        "invitations.open_link": Rule(STEWARDS, scope=STEWARD, unless=(State.SUSPENDED,)),
        "invitations.invite": Rule(STEWARDS, scope=STEWARD, unless=(State.SUSPENDED,)),
        "invitations.revoke": Rule(
            STEWARDS, archived=True, scope=STEWARD, unless=(State.SUSPENDED,)
        ),
        "invitations.accept": Rule(),
        "verification.verify": ADMINISTRATORS,
        "verification.withdraw": ADMINISTRATORS,
        "data_requests.ask": Rule(archived=True),
        "erasing.again": Rule(asked=Asked.SYSTEM, archived=True),
        "rights.of_person": ADMINISTRATORS,
        "rights.in_room": ADMINISTRATORS,
        "muting.mute": Rule(EVERYONE, archived=True, scope=WRITE),
        "muting.unmute": Rule(scope=WRITE),
        "threads.open_thread": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "threads.close": Rule(KEEPERS, unless=(State.SUSPENDED, State.CLOSED), scope=STEWARD),
        "threads.reopen": Rule(KEEPERS, unless=(State.SUSPENDED, State.OPEN), scope=STEWARD),
        "moving.split": Rule(KEEPERS, unless=(State.SUSPENDED, State.CLOSED), scope=STEWARD),
        "moving.join": Rule(KEEPERS, unless=(State.SUSPENDED, State.CLOSED), scope=STEWARD),
        "slowing.slow": Rule(KEEPERS, unless=(State.SUSPENDED,), scope=STEWARD),
        "slowing.unslow": Rule(KEEPERS, unless=(State.SUSPENDED,), scope=STEWARD),
        "posts.reply": Rule(
            SPEAKERS,
            unless=(State.SUSPENDED, State.MUTED, State.CLOSED),
            scope=WRITE,
            in_company=True,
        ),
        "posts.edit": Rule(
            SPEAKERS,
            unless=(
                State.SUSPENDED,
                State.MUTED,
                State.ANOTHERS,
                State.RETRACTED,
                State.HIDDEN,
                State.CLOSED,
            ),
            scope=WRITE,
        ),
        "posts.retract": Rule(SPEAKERS, unless=(State.ANOTHERS, State.RETRACTED), scope=WRITE),
        "positions.take": Rule(
            SPEAKERS,
            unless=(State.SUSPENDED, State.MUTED, State.RETRACTED, State.HIDDEN),
            scope=WRITE,
            in_company=True,
        ),
        "positions.withdraw": Rule(
            SPEAKERS,
            unless=(State.SUSPENDED, State.MUTED, State.RETRACTED, State.HIDDEN),
            scope=WRITE,
            in_company=True,
        ),
        "reactions.give": REACTORS,
        "reactions.take_back": REACTORS,
        "reports.report": Rule(
            EVERYONE,
            archived=True,
            unless=(State.SUSPENDED, State.OWN, State.RETRACTED, State.HIDDEN),
            public=True,
            scope=WRITE,
        ),
        "reports.report_title": Rule(
            EVERYONE,
            archived=True,
            unless=(State.SUSPENDED, State.OWN, State.TITLE_HIDDEN),
            public=True,
            scope=WRITE,
        ),
        "reports.report_name": Rule(
            EVERYONE,
            archived=True,
            unless=(State.SUSPENDED, State.OWN, State.NAME_HIDDEN),
            public=True,
            scope=WRITE,
        ),
        "leasing.claim": MODERATORS,
        "leasing.release": MODERATORS,
        "merging.merge": MODERATORS,
        "merging.split": MODERATORS,
        "acts.decide": MODERATORS,
        "acts.take": MODERATORS,
        "acts.act": MODERATORS,
        "acts.act_on_title": MODERATORS,
        "acts.act_on_name": MODERATORS,
        "reviews.ask": Rule(archived=True, scope=WRITE),
        "reviews.rule": MODERATORS,
        "bans.propose": MODERATORS,
        "bans.second": MODERATORS,
        "requests.answer": ANSWERERS,
        "requests.second": ANSWERERS,
        "thresholds.set_portal": Rule(
            OWNERS, archived=True, desk=True, unless=(State.SUSPENDED,), scope=STEWARD
        ),
        "rulesets.set_portal": Rule(
            OWNERS, archived=True, desk=True, scope=STEWARD, unless=(State.SUSPENDED,)
        ),
        "rulesets.set_room": Rule(
            STEWARDS, archived=True, scope=STEWARD, unless=(State.SUSPENDED,)
        ),
        "procedures.add": ADMINISTRATORS,
        "procedures.retire": ADMINISTRATORS,
        "drafting.begin": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "drafting.save": CO_AUTHORS,
        "together.push": TYPED,
        "together.save": CO_AUTHORS,
        "authors.invite": CO_AUTHORS,
        "authors.leave": CO_AUTHORS,
        "presenting.present": CO_AUTHORS,
        "presenting.publish": CO_AUTHORS,
        "staging.advance": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "staging.withdraw": CO_AUTHORS,
        "staging.reopen": CO_AUTHORS,
        "supporting.give": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "supporting.take_back": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "proposing.propose": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "proposing.revise": Rule(
            SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED, State.ANOTHERS)
        ),
        "proposing.rebase": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "including.include": CO_AUTHORS,
        "ending.reject": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "ending.withdraw": Rule(
            SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED, State.ANOTHERS)
        ),
        "reusing.take_up": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "reusing.put_back": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "answering.mark": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "answering.reopen": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "commenting.comment": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "opening.open_vote": Rule(KEEPERS, scope=STEWARD, unless=(State.SUSPENDED, State.MUTED)),
        "opening.poll": Rule(
            SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED, State.CLOSED)
        ),
        "casting.cast": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "annulling.annul": Rule(OWNERS, scope=STEWARD, unless=(State.SUSPENDED,)),
        "closing.close": structs.replace(SYSTEM, archived=True),
        "reminding.remind": structs.replace(UPKEEP, archived=True),
        "turnout.tell": structs.replace(UPKEEP, archived=True),
        "signing.sign": UPKEEP,
        "consultations.begin": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "consultations.close": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "disposing.dispose": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
        "disposing.set_aside": Rule(KEEPERS, scope=STEWARD, unless=(State.SUSPENDED, State.MUTED)),
        "files.upload": Rule(SPEAKERS, scope=WRITE, unless=(State.SUSPENDED, State.MUTED)),
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
        "unsent.keep": Rule(SPEAKERS, archived=True, recorded=False),  # said is what is sent
        "unsent.throw_away": Rule(archived=True, recorded=False),
        "unsent.forget": UPKEEP,
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


def rule_of(right: str) -> Rule | None:
    """The row of an act or of a reading; None where there is none."""
    return RULES.get(right) or READINGS.get(right)


def acts_of(role: Role | None, kind: str = "discussion") -> list[str]:
    """The acts this role may do in a room of this kind, for a page that shows only buttons that work.

    In the room of moderation nobody debates and nobody is invited by link or letter: it has members, and they are all that is kept there.
    """
    acts = sorted(act for act, rule in RULES.items() if role in rule.roles and not rule.desk)
    return [act for act in acts if kind != "moderation" or act.startswith("members.")]
