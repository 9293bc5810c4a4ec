"""What the rules of a portal and of a room say of some words: the one decision, pure, from what is given and nothing else.

Every finding names its rule and the facts that made it speak, so that it can be explained to whoever asks
(`moderation.explaining`). One more rule can add findings and can make the outcome no milder.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from moderation.links import elsewhere
from moderation.rules import ACTIONS, Circumstances, Rules, WordList
from moderation.wordlist import Match, Matcher
from rooms.roles import KEEPERS, Role
from rooms.screening import Action, Finding, Words
from rooms.text import plain

MOST_PLACES = 50  # that one finding tells: more would tell nobody more
LONGEST_WRITTEN = 80  # characters of what was found, where signs make it longer


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


def strongest(findings: Iterable[Finding]) -> Action | None:
    """What has to be done; None where nothing was found."""
    return max((finding.action for finding in findings), key=ACTIONS.index, default=None)


def stronger(action: Action, than: Action) -> bool:
    """Whether it asks for more."""
    return ACTIONS.index(action) > ACTIONS.index(than)


def _key(finding: Finding, place: int) -> tuple[object, ...]:
    """What tells it from others: lists are each a rule, machines one for each label."""
    own = place if finding.rule == Rule.WORDS else None
    return finding.rule, own, finding.facts.get("list"), finding.facts.get("label")


def _found(rules: Rules, words: Words, of: Circumstances) -> Iterator[Finding]:
    yield from _listed(rules.lists, words)
    if rules.links is not None:
        hosts = elsewhere(words, rules.links.allowed)
        if len(hosts) > rules.links.most:
            facts = {"links": len(hosts), "most": rules.links.most, "host": hosts[0]}
            yield Finding(Rule.LINKS, rules.links.action, facts, rules.links.reason)
    if words.place in {"post", "title"}:
        yield from _who(rules, of)
        yield from _when(rules, of)
    if rules.lengths is not None and words.place == "post":
        length, least, most = len(words.text.strip()), rules.lengths.least, rules.lengths.most
        if least is not None and length < least:
            yield Finding(Rule.SHORT, rules.lengths.action, {"length": length, "least": least})
        if most is not None and length > most:
            yield Finding(Rule.LONG, rules.lengths.action, {"length": length, "most": most})
    for rule in rules.machine:
        for each in of.suggestions:
            if each.label == rule.label and each.score >= rule.least:
                facts = {
                    "label": each.label,
                    "score": each.score,
                    "least": rule.least,
                    "reasons": "; ".join(each.reasons) or "–",
                }
                yield Finding(Rule.MACHINE, rule.action, facts, rule.reason)


def _who(rules: Rules, of: Circumstances) -> Iterator[Finding]:
    new = rules.newcomers
    if new is not None and of.role not in KEEPERS:
        if new.posts is not None and of.approved_posts < new.posts:
            facts = {"approved": of.approved_posts, "least": new.posts}
            yield Finding(Rule.FEW_POSTS, new.action, facts)
        if new.days is not None and of.account_age_days < new.days:
            facts = {"days": of.account_age_days, "least": new.days}
            yield Finding(Rule.YOUNG, new.action, facts)
    before = rules.beforehand
    if before is not None and before.below is None:
        yield Finding(Rule.BEFOREHAND, before.action, {})
    elif before is not None and before.below is not None and _below(of.role, before.below):
        yield Finding(Rule.BELOW, before.action, {"below": before.below.value})


def _below(role: Role | None, than: Role) -> bool:
    order = list(Role)
    return role is None or order.index(role) > order.index(than)


def _when(rules: Rules, of: Circumstances) -> Iterator[Finding]:
    rates = rules.rates
    if rates is not None and rates.minute is not None and of.posts_last_minute >= rates.minute:
        facts = {"posts": of.posts_last_minute, "most": rates.minute}
        yield Finding(Rule.MINUTE, rates.action, facts)
    if rates is not None and rates.hour is not None and of.posts_last_hour >= rates.hour:
        facts = {"posts": of.posts_last_hour, "most": rates.hour}
        yield Finding(Rule.HOUR, rates.action, facts)
    quiet = rules.quiet
    if quiet is not None and within(of.time, quiet.start, quiet.end):
        facts = {"time": of.time, "start": quiet.start, "end": quiet.end}
        yield Finding(Rule.QUIET, quiet.action, facts)


def within(time: str, start: str, end: str) -> bool:
    """Whether a time is among the hours from `start` until `end`, all of them HH:MM; over midnight where the end is earlier."""
    return start <= time < end if start < end else time >= start or time < end


def _listed(lists: tuple[WordList, ...], words: Words) -> Iterator[Finding]:
    if not lists:
        return
    matcher, owners = _compiled(lists)
    written = matcher.find(words.text)
    shown = plain(words.html)
    # What is put together by its markup alone, "n**g**u" or "ng&#117;", stands only in what readers see.
    seen = [] if shown.split() == words.text.split() else matcher.find(shown)
    for place, each in enumerate(lists):
        first = sum(len(before.entries) for before in lists[:place])
        own = [
            match for match in written if owners[match.entry] == place and match.ways <= each.ways
        ]
        known = {match.entry for match in own}
        more = [
            match
            for match in seen
            if owners[match.entry] == place and match.ways <= each.ways and match.entry not in known
        ]
        if own or more:
            yield _of_list(each, first, own, more, words.text, shown)


def _of_list(
    each: WordList, first: int, own: Sequence[Match], more: Sequence[Match], text: str, shown: str
) -> Finding:
    match, where = (own[0], text) if own else (more[0], shown)
    facts = {
        "list": each.name,
        "entry": each.entries[match.entry - first].words,
        "written": where[match.start : match.end][:LONGEST_WRITTEN],
        "way": match.way.value,
        "times": len(own) + len(more),
    }
    places = tuple((match.start, match.end) for match in own[:MOST_PLACES])
    return Finding(Rule.WORDS, each.action, facts, each.reason, places)


@lru_cache(64)
def _compiled(lists: tuple[WordList, ...]) -> tuple[Matcher, list[int]]:
    """All lists as one, and of each entry the place of its list."""
    owners = [place for place, each in enumerate(lists) for _ in each.entries]
    return Matcher([entry for each in lists for entry in each.entries]), owners
