"""How strong an argument is, and which objection nobody has answered is the strongest. Pure.

The strength is the lower end of Wilson's score interval for the part of those who agree, at 95 % (E. B. Wilson, Probable Inference,
the Law of Succession, and Statistical Inference, Journal of the American Statistical Association 22, 1927, pp. 209-212):

    (p + z²/2n - z·√((p(1-p) + z²/4n) / n)) / (1 + z²/n),   p = agrees / n,   n = agrees + disagrees,   z = 1.96

So 40 of 50 are stronger than 2 of 2: few voices say little. Whoever passed is not counted; where nobody has taken a side it is 0. The database
sorts by the same arithmetic (`argument_strength`).
"""

from collections.abc import Iterable
from math import sqrt

from msgspec import Struct

Z = 1.96  # of a normal distribution, 95 % lie within so many standard deviations


class Objection(Struct, frozen=True):
    """An objection that is not answered. `replied`: how many members other than its author replied to it."""

    post_id: int
    agrees: int
    disagrees: int
    replied: int


def strength(agrees: int, disagrees: int) -> float:
    """From 0 to 1."""
    n = agrees + disagrees
    if n == 0:
        return 0.0
    p = agrees / n
    spread = Z * sqrt((p * (1 - p) + Z * Z / (4 * n)) / n)
    return max(0.0, (p + Z * Z / (2 * n) - spread) / (1 + Z * Z / n))


def strongest(objections: Iterable[Objection]) -> Objection | None:
    """The strongest; of equals the one to which more members replied, then the older. None: there is none."""
    return max(
        objections,
        key=lambda each: (strength(each.agrees, each.disagrees), each.replied, -each.post_id),
        default=None,
    )
