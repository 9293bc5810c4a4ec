"""How people are named in minutes: by the name the room shows, with what they are there where they act."""

from collections.abc import Sequence

from rooms.proposals.recording.record import Person
from web.documents.markup import Html, element
from web.documents.minutes_words import WORDS
from web.documents.view import View


class Names:
    """The people of one page, by their numbers in the room."""

    def __init__(self, view: View, people: Sequence[Person]) -> None:
        self._view = view
        self._people = {each.number: each for each in people}

    def of(self, number: int) -> str:
        """The name alone."""
        return self._people[number].name

    def as_(self, number: int) -> str:
        """The name, and as what they acted, as far as that can be said now."""
        words, person = WORDS[self._view.language], self._people[number]
        what = [words.roles[person.role], words.author if person.author else None]
        return f"{person.name} ({', '.join(filter(None, what))})"

    def listed(self) -> Html:
        """All of them, with where they come from."""
        return element("ul", (self._line(each) for each in self._people.values()))

    def _line(self, person: Person) -> Html:
        words = WORDS[self._view.language]
        said = [
            person.organisation,
            words.roles[person.role],
            words.author if person.author else None,
            words.left if person.left else None,
        ]
        rest = ", ".join(filter(None, said))
        return element("li", element("b", person.name), f", {rest}")
