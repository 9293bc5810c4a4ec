"""The tokens of invitations: a link's is 128 bits made under the portal's secret, a letter's carries its facts.

A link's token hangs on who made it and on the key of their command, so a retry shows the same link again although
the database holds only its hash.
"""

import base64
import hashlib
from uuid import UUID

from rooms import invitations
from rooms.tx import Tx
from server.identity.tokens import Tokens

LINK_BYTES = 16


def link_token(tokens: Tokens, person_id: int, key: UUID) -> str:
    """The token of the link that this command makes: 22 characters nobody else can foresee."""
    proof = tokens.make("invitation-link", person_id, str(key)).encode()
    return (
        base64.urlsafe_b64encode(hashlib.sha256(proof).digest()[:LINK_BYTES]).rstrip(b"=").decode()
    )


def hash_of(token: str) -> bytes:
    """What the database keeps of a link's token."""
    return hashlib.sha256(token.encode()).digest()


async def found(tx: Tx, tokens: Tokens, token: str) -> int:
    """The invitation that this token is for. Raises NotFound."""
    match tokens.read(invitations.LETTER, token):
        case (int(invitation_id), str(email)):
            return await invitations.find_letter(tx, invitation_id, email)
    return await invitations.find_link(tx, hash_of(token))
