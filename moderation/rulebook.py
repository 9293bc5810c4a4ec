"""The screening that the product gives its verbs: the rules for every text, and those that the portal and its rooms have set.

Sets of rules never change once they are kept, so each process reads one once.
"""

from collections import OrderedDict
from collections.abc import Sequence

from moderation import circumstances, holding, rulesets
from moderation.judging import judge
from moderation.rules import Rules
from moderation.screening import screen
from rooms.screening import Author, Finding, Words
from rooms.tx import Tx

MOST_KEPT = 256  # sets of rules in memory
BROUGHT = frozenset({"flag", "hide"})


class Rulebook:
    """Judges words by the rules that are in force, and brings to the moderators what these ask to bring."""

    def __init__(self) -> None:
        self._sets: OrderedDict[int, Rules] = OrderedDict()

    def everywhere(self, words: Words) -> list[Finding]:
        """What the rules found that go for every text."""
        return screen(words)

    async def judge(self, tx: Tx, author: Author, said: Sequence[Words]) -> list[Finding]:
        """What the portal's and the room's rules found; nothing where none are set."""
        rules = [
            await self._set(tx, each)
            for each in (author.portal_rules, author.rules)
            if each is not None
        ]
        if not rules:
            return []
        of = await circumstances.of(tx, author, rules)
        return _once([each for words in said for each in judge(rules, words, of)])

    async def hold(self, tx: Tx, held_id: int, findings: Sequence[Finding]) -> None:
        """Bring a held post to the moderators."""
        await holding.hold(tx, held_id, findings)

    async def flag(self, tx: Tx, post_id: int, findings: Sequence[Finding]) -> None:
        """Bring a post to the moderators where a rule asks for that."""
        if any(finding.action in BROUGHT for finding in findings):
            await holding.flag(tx, post_id, findings)

    async def _set(self, tx: Tx, set_id: int) -> Rules:
        rules = self._sets.get(set_id)
        if rules is None:
            rules = self._sets[set_id] = await rulesets.read(tx, set_id)
            if len(self._sets) > MOST_KEPT:
                self._sets.popitem(last=False)
        return rules


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Those about who writes and when are found for the title and for the post alike."""
    return [each for place, each in enumerate(findings) if each not in findings[:place]]
