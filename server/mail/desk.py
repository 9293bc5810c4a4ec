"""Where letters are written: whatever a writer needs of the portal to make its sentences and links."""

from typing import NamedTuple

from rooms.people import Language
from server.identity.tokens import Tokens
from server.mail.text import Link, Part
from server.mail.words import WORDS, Words

UNSUBSCRIBE = "unsubscribe"  # the purpose of the token in the links that end letters


class Desk(NamedTuple):
    """`origin` is the address people open, `portal` what the portal calls itself."""

    tokens: Tokens
    origin: str
    portal: str

    def words(self, language: Language) -> Words:
        """The sentences of this language."""
        return WORDS[language]

    def link(self, words: str, path: str) -> Link:
        """A link to a page of the portal."""
        return Link(words, self.origin + path)

    def unsubscribe(self, person_id: int, language: Language) -> str:
        """The address that ends letters about notices for this person: GET asks, POST does it. It never expires."""
        token = self.tokens.make(UNSUBSCRIBE, person_id)
        return f"{self.origin}/unsubscribe/{token}?lang={language}"

    def foot(self, language: Language, *lines: str) -> Part:
        """What stands under every letter."""
        return Part((*lines, self.words(language).automatic.format(portal=self.portal)))
