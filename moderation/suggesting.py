"""What the policy of strikes suggests, said in both languages, so that whoever decides sees what it was counted from."""

from msgspec import Struct

from moderation.explaining import Said
from moderation.strikes import Counted, Suggested

COUNTED: dict[Counted, Said] = {
    Counted.VIOLATIONS: Said(
        "Người viết có {found} vi phạm còn hiệu lực {window}, kể từ lần tạm khóa gần nhất; chính sách gợi ý từ {least} vi phạm.",
        "The author has {found} standing violations {window}, since the last suspension if any; the policy suggests this from {least} on.",
    ),
    Counted.SUSPENSIONS: Said(
        "Người viết đã bị tạm khóa {found} lần {window} và lại vi phạm; chính sách gợi ý từ {least} lần.",
        "The author was suspended {found} times {window} and has broken the rules again; the policy suggests this from {least} times on.",
    ),
}
WITHIN = Said("trong {days} ngày qua", "within the last {days} days")
EVER = Said("từ trước đến nay", "ever")


class Because(Struct, frozen=True):
    """The sentence in Vietnamese and in English."""

    vi: str
    en: str


class Suggestion(Struct, frozen=True):
    """What is suggested about the author, for how many days (None: no end), and why. A person decides."""

    act: str
    days: int | None
    because: Because


def said(suggested: Suggested | None) -> Suggestion | None:
    """A suggestion as whoever decides reads it."""
    if suggested is None:
        return None
    step = suggested.because
    window = EVER if step.within_days is None else WITHIN
    vi, en = (
        sentence.format(
            found=suggested.found, least=step.least, window=when.format(days=step.within_days)
        )
        for sentence, when in zip(COUNTED[step.counts], window, strict=True)
    )
    return Suggestion(suggested.act, suggested.days, Because(vi, en))
