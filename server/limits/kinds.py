"""What is limited, and how much of it: one row for each kind of act, and which addresses belong to it.

A busy person never meets these, an office of some hundred people behind one address neither. Where somebody is
counted: `address` before anything is looked up, `person` once the session is known, `account` by whom the request
names. `shared` kinds are counted by all nodes together; the others guard a node and are counted by it.
"""

from litestar.types import Scope
from msgspec import Struct

from server.limits.rate import Rate

MINUTE = 60.0
HOUR = 3600.0
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Kind(Struct, frozen=True):
    """One kind of act. A rate that is None is not counted."""

    name: str
    address: Rate | None = None
    person: Rate | None = None
    account: Rate | None = None
    shared: bool = True


# 80 guesses an hour at one account; a hall of people may sign in and sign up from one address
SIGNING_IN = Kind("signing-in", Rate(150, 5 * MINUTE), account=Rate(20, 15 * MINUTE))
PROVING = Kind("proving", Rate(150, 5 * MINUTE), person=Rate(20, 15 * MINUTE))
SIGNING_UP = Kind("signing-up", Rate(200, HOUR))
RECOVERING = Kind("recovering", Rate(60, HOUR), account=Rate(5, HOUR))
INVITING = Kind("inviting", Rate(1_000, HOUR), person=Rate(200, HOUR))
POSTING = Kind("posting", Rate(1_200, 10 * MINUTE), person=Rate(120, 10 * MINUTE))
UPLOADING = Kind("uploading", Rate(1_200, 10 * MINUTE), person=Rate(120, 10 * MINUTE))
CHANGING = Kind("changing", Rate(6_000, MINUTE), person=Rate(600, MINUTE))
DRAFTING = Kind(
    "drafting", Rate(12_000, MINUTE), person=Rate(1_200, MINUTE), shared=False
)  # what is typed, batch by batch
SEARCHING = Kind("searching", Rate(2_400, MINUTE), person=Rate(240, MINUTE), shared=False)
COUNTING = Kind("counting", Rate(600, MINUTE), person=Rate(60, MINUTE), shared=False)
PREVIEWING = Kind("previewing", Rate(2_400, MINUTE), person=Rate(240, MINUTE), shared=False)
OPENING_LINES = Kind("opening-lines", Rate(6_000, MINUTE), shared=False)
READING = Kind("reading", Rate(30_000, MINUTE), person=Rate(3_000, MINUTE), shared=False)

KINDS = (
    SIGNING_IN, PROVING, SIGNING_UP, RECOVERING, INVITING, POSTING, UPLOADING, CHANGING, DRAFTING, SEARCHING,
    COUNTING, PREVIEWING, OPENING_LINES, READING,
)  # fmt: skip

ROUTES: dict[tuple[str, str], Kind] = {
    ("POST", "/session"): SIGNING_IN,
    ("POST", "/session/second"): SIGNING_IN,
    ("POST", "/session/passkey"): SIGNING_IN,
    ("POST", "/me/passkeys/challenge"): PROVING,
    ("PUT", "/me/passkeys/{passkey_id}/removal"): PROVING,
    ("POST", "/me/factors/totp"): PROVING,
    ("PUT", "/me/factors/totp/removal"): PROVING,
    ("POST", "/me/factors/codes"): PROVING,
    ("POST", "/session/challenge"): SIGNING_IN,
    ("POST", "/accounts"): SIGNING_UP,
    ("POST", "/password-resets"): RECOVERING,
    ("PUT", "/password"): PROVING,
    ("PUT", "/me/password"): PROVING,
    ("PUT", "/me/factors/totp"): PROVING,
    ("POST", "/me/tokens"): PROVING,
    ("POST", "/invitations/acceptance"): PROVING,
    ("POST", "/administrator/{token}"): PROVING,
    ("POST", "/rooms"): POSTING,
    ("POST", "/rooms/{room_id}/members"): INVITING,
    ("POST", "/rooms/{room_id}/invitations"): INVITING,
    ("POST", "/rooms/{room_id}/invitations/links"): INVITING,
    ("POST", "/invitations/offer"): PROVING,
    ("POST", "/rooms/{room_id}/threads"): POSTING,
    ("POST", "/rooms/{room_id}/files"): UPLOADING,
    ("POST", "/threads/{thread_id}/posts"): POSTING,
    ("POST", "/proposals/{proposal_id}/draft/edits"): DRAFTING,
    ("PUT", "/threads/{thread_id}/unsent"): DRAFTING,
    ("PUT", "/posts/{post_id}"): POSTING,
    ("POST", "/preview"): PREVIEWING,
    ("POST", "/search"): SEARCHING,
    ("POST", "/administration/people"): SEARCHING,
    ("POST", "/rooms/{room_id}/similar"): SEARCHING,
    ("GET", "/moderation/record.csv"): COUNTING,
    ("GET", "/moderation/statistics"): COUNTING,
    ("GET", "/moderation/statistics.csv"): COUNTING,
    ("GET", "/rooms/{room_id}/live"): OPENING_LINES,
    ("GET", "/live"): OPENING_LINES,
}


def kind_of(scope: Scope) -> Kind:
    """The kind a request is of; every other change is CHANGING, everything else READING."""
    method = str(scope.get("method", "GET"))  # a socket has none
    found = ROUTES.get((method, scope.get("path_template", "")))
    if found is not None:
        return found
    return READING if method in SAFE else CHANGING
