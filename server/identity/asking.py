"""Who is asking: somebody signed in, where the act needs one."""

from rooms.errors import SignInFirst
from rooms.people import Who
from server.identity.sessions import Session


def required(session: Session | None) -> Who:
    """The person who acts. Raises SignInFirst where nobody is signed in."""
    if session is None:
        raise SignInFirst("sign-in-first")
    return session.who
