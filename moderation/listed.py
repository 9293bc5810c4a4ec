"""What words have of some word lists: one look for all of them, in what was typed and in what readers see of it.

What is put together by its markup alone, "n**g**u" or "ng&#117;", stands only in what readers see.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from moderation.rules import WordList
from moderation.wordlist import Match, Matcher
from rooms.screening import Words
from rooms.text import plain

MOST_PLACES = 50  # that are told of one list: more would tell nobody more
LONGEST_WRITTEN = 80  # characters of what was found, where signs make it longer


class Listed(NamedTuple):
    """What was found of the list at this `place`: the first of it as facts, and where in the text all of it stands."""

    place: int
    facts: dict[str, str | int]
    places: tuple[tuple[int, int], ...]


def listed(lists: tuple[WordList, ...], words: Words) -> list[Listed]:
    """What the words have of each list that they have something of, in the ways that the list asks for."""
    if not lists:
        return []
    matcher, owners = _compiled(lists)
    shown = plain(words.html)
    typed = _by_list(lists, owners, matcher.find(words.text))
    same = shown.split() == words.text.split()
    seen = typed if same else _by_list(lists, owners, matcher.find(shown))
    found = []
    for place, each in enumerate(lists):
        known = {match.entry for match in typed[place]}
        more = [match for match in seen[place] if match.entry not in known]
        if typed[place] or more:
            match, text = (typed[place][0], words.text) if typed[place] else (more[0], shown)
            facts: dict[str, str | int] = {
                "entry": each.entries[match.entry - owners.index(place)].words,
                "written": text[match.start : match.end][:LONGEST_WRITTEN],
                "way": match.way.value,
                "times": len(typed[place]) + len(more),
            }
            places = tuple((match.start, match.end) for match in typed[place][:MOST_PLACES])
            found.append(Listed(place, facts, places))
    return found


def _by_list(
    lists: Sequence[WordList], owners: Sequence[int], matches: Sequence[Match]
) -> list[list[Match]]:
    parted: list[list[Match]] = [[] for _ in lists]
    for match in matches:
        place = owners[match.entry]
        if match.ways.issubset(lists[place].ways):
            parted[place].append(match)
    return parted


@lru_cache(16)  # 4 MB each at most
def _compiled(lists: tuple[WordList, ...]) -> tuple[Matcher, list[int]]:
    """All lists as one, and of each entry the place of its list."""
    owners = [place for place, each in enumerate(lists) for _ in each.entries]
    return Matcher([entry for each in lists for entry in each.entries]), owners
