"""What the policy of strikes suggests, said in both languages, so that whoever decides sees what it was counted from."""

from msgspec import Struct

from moderation.explaining import InBoth
from moderation.strikes import Counted, Reached
from rooms.people import Language

COUNTED: dict[Counted, InBoth] = {
    Counted.VIOLATIONS: InBoth(
        "Người viết có {found} vi phạm còn hiệu lực {window}, kể từ lần tạm khóa gần nhất; chính sách gợi ý từ {least} vi phạm.",
        "The author has {found} standing violations {window}, since the last suspension if any; the policy suggests this from {least} on.",
    ),
    Counted.SUSPENSIONS: InBoth(
        "Người viết đã bị tạm khóa {found} lần {window} và lại vi phạm; chính sách gợi ý từ {least} lần.",
        "The author was suspended {found} times {window} and has broken the rules again; the policy suggests this from {least} times on.",
    ),
}
WITHIN = InBoth("trong {days} ngày qua", "within the last {days} days")
EVER = InBoth("từ trước đến nay", "ever")


class Suggestion(Struct, frozen=True):
    """What is suggested about the author, for how many days (None: no end), and why. A person decides."""

    act: str
    days: int | None
    because: InBoth


def said(reached: Reached | None) -> Suggestion | None:
    """A suggestion as whoever decides reads it."""
    if reached is None:
        return None
    step = reached.step
    because = InBoth(_because(reached, Language.VI), _because(reached, Language.EN))
    return Suggestion(step.act, step.days, because)


def _because(reached: Reached, language: Language) -> str:
    step = reached.step
    sentence = COUNTED[step.counts].to(language)
    window = (EVER if step.within_days is None else WITHIN).to(language)
    window = window.format(days=step.within_days)
    return sentence.format(found=reached.found, least=step.least, window=window)
