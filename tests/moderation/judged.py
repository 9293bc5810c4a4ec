"""What rules find in the words of an old hand, and a list of insults to find."""

from typing import Any

from msgspec import structs

from moderation.judging import judge
from moderation.reasons import Reason
from moderation.rules import Circumstances, Rules, WordList
from moderation.wordlist import Entry
from rooms.roles import Role
from rooms.screening import Action, Words

AT_HOME = Circumstances(Role.MEMBER, 400, 50, 0, 0, "10:30")
INSULTS = WordList("Xúc phạm", (Entry("đồ ngu", bare=True), Entry("ngu")), "hold", Reason.INSULT)


def found(
    rules: Rules, text: str = "Tôi đồng ý.", html: str = "", **of: Any
) -> list[tuple[str, Action]]:
    circumstances = structs.replace(AT_HOME, **of)
    return [
        (each.rule, each.action)
        for each in judge([rules], Words("post", text, html), circumstances)
    ]
