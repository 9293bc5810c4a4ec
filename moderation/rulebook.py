"""The screening the product gives its verbs: rules that go for every text, and those that portal and rooms have set."""

from moderation.screening import screen
from rooms.screening import Finding, Unscreened, Words


class Rulebook(Unscreened):
    """Judges words."""

    def everywhere(self, words: Words) -> list[Finding]:
        """What the rules found that go for every text."""
        return screen(words)
