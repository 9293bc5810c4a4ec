"""The closed list of grounds on which a request about one's own data is refused. How each is said stands beside its reader."""

from enum import StrEnum


class Ground(StrEnum):
    """Why it is not done; the words of whoever answers say more."""

    NOT_THEIRS = "not-theirs"  # the data are somebody else's
    BY_THEMSELVES = "by-themselves"  # they can do it without anybody
    RIGHT_AS_IS = "right-as-is"  # what they want corrected is true
    LAW = "law"  # the law wants it kept
    UNCLEAR = "unclear"  # what is asked for
    OTHER = "other"
