"""What the rules of a portal and of a room say of some words: the one decision, pure, from what is given and nothing else.

Every finding names its rule and the facts that made it speak, so that it can be explained to whoever asks
(`moderation.explaining`). One more rule can add findings and can make the outcome no milder.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import structs

from moderation.links import elsewhere
from moderation.listed import listed
from moderation.reasons import Reason
from moderation.rules import ACTIONS, Circumstances, Rules
from rooms.roles import KEEPERS, Role
from rooms.screening import Action, Finding, Words


class Rule(StrEnum):
    """What can be found."""

    WORDS = "listed-words"
    LINKS = "links-elsewhere"
    FEW_POSTS = "few-posts"
    YOUNG = "young-account"
    BEFOREHAND = "read-beforehand"
    BELOW = "read-beforehand-below"
    MINUTE = "posts-a-minute"
    HOUR = "posts-an-hour"
    SHORT = "short-post"
    LONG = "long-post"
    QUIET = "quiet-hours"
    MACHINE = "machine-suggestion"


def judge(rules: Iterable[Rules], words: Words, circumstances: Circumstances) -> list[Finding]:
    """What is found by the rules (of the portal, and of the room), the strongest first.

    Where both have the same rule the stricter finding is kept, of equal ones the first.
    """
    found: dict[tuple[object, ...], Finding] = {}
    for place, each in enumerate(rules):
        for finding in _found(each, words, circumstances):
            key = _key(finding, place)
            if key not in found or stronger(finding.action, found[key].action):
                found[key] = finding
    return sorted(found.values(), key=lambda finding: -ACTIONS.index(finding.action))


def stronger(action: Action, than: Action) -> bool:
    """Whether it asks for more."""
    return ACTIONS.index(action) > ACTIONS.index(than)


def _key(finding: Finding, place: int) -> tuple[object, ...]:
    """What tells it from others: each entry of a list is told by itself, machines for each label."""
    own = place if finding.rule == Rule.WORDS else None
    named = (finding.facts.get(name) for name in ("list", "entry", "label"))
    return finding.rule, own, *named


def _finding(
    rule: Rule, action: Action, reason: Reason | None = None, **facts: str | int
) -> Finding:
    return Finding(rule, action, facts, reason)


def _found(rules: Rules, words: Words, of: Circumstances) -> Iterator[Finding]:
    for found in listed(rules.lists, words):
        of_list, reason = rules.lists[found.place], rules.lists[found.place].reason
        told = _finding(Rule.WORDS, of_list.action, reason, list=of_list.name, **found.facts)
        yield structs.replace(told, places=found.places)
    if rules.links is not None:
        hosts, most = elsewhere(words, rules.links.allowed), rules.links.most
        if len(hosts) > most:
            asked = rules.links.action, rules.links.reason
            yield _finding(Rule.LINKS, *asked, links=len(hosts), most=most, host=hosts[0])
    if words.place in {"post", "title"}:
        yield from _who(rules, of)
        yield from _when(rules, of)
    if words.place == "post":
        yield from _length(rules, len(words.text.strip()))
    yield from _suggested(rules, of)


def _who(rules: Rules, of: Circumstances) -> Iterator[Finding]:
    new = rules.newcomers
    if new is not None and of.role not in KEEPERS:
        if new.posts is not None and of.approved_posts < new.posts:
            yield _finding(Rule.FEW_POSTS, new.action, approved=of.approved_posts, least=new.posts)
        if new.days is not None and of.account_age_days < new.days:
            yield _finding(Rule.YOUNG, new.action, days=of.account_age_days, least=new.days)
    before = rules.beforehand
    if before is not None and before.below is None:
        yield _finding(Rule.BEFOREHAND, before.action)
    elif before is not None and before.below is not None and _below(of.role, before.below):
        yield _finding(Rule.BELOW, before.action, below=before.below.value)


def _below(role: Role | None, than: Role) -> bool:
    order = list(Role)
    return role is None or order.index(role) > order.index(than)


def _when(rules: Rules, of: Circumstances) -> Iterator[Finding]:
    if (rates := rules.rates) is not None:
        for rule, posts, most in (
            (Rule.MINUTE, of.posts_last_minute, rates.minute),
            (Rule.HOUR, of.posts_last_hour, rates.hour),
        ):
            if most is not None and posts >= most:
                yield _finding(rule, rates.action, posts=posts, most=most)
    quiet = rules.quiet
    if quiet is not None and within(of.time, quiet.start, quiet.end):
        start, end = quiet.start, quiet.end
        yield _finding(Rule.QUIET, quiet.action, time=of.time, start=start, end=end)


def _length(rules: Rules, length: int) -> Iterator[Finding]:
    if (asked := rules.lengths) is not None:
        if asked.least is not None and length < asked.least:
            yield _finding(Rule.SHORT, asked.action, length=length, least=asked.least)
        if asked.most is not None and length > asked.most:
            yield _finding(Rule.LONG, asked.action, length=length, most=asked.most)


def _suggested(rules: Rules, of: Circumstances) -> Iterator[Finding]:
    for rule in rules.machine:
        for each in of.suggestions:
            if each.label == rule.label and each.score >= rule.least:
                told = {"score": each.score, "least": rule.least}
                why = "; ".join(each.reasons) or "–"
                yield _finding(
                    Rule.MACHINE, rule.action, rule.reason, label=each.label, reasons=why, **told
                )


def within(time: str, start: str, end: str) -> bool:
    """Whether a time is among the hours from `start` until `end`, all of them HH:MM; over midnight where the end is earlier."""
    return start <= time < end if start < end else time >= start or time < end
