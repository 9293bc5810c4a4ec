"""Everything the portal holds about a person, for that person: one JSON object, a list of rows under the name of each part.

It is written to a file of its own inside one snapshot of the database, row by row, so neither memory nor a connection waits for a
slow reader. Secrets that only serve to sign in are told of, not given. `PARTS` says of every column that names a person which part
has it, or why none: a test holds it against the catalogue.
"""

from tempfile import TemporaryFile
from typing import IO

from rooms import sql
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

ROWS = 200  # fetched at a time

SECTIONS = {
    "account": q["account"],
    "names": q["names"],
    "sessions": q["sessions"],
    "factors": q["factors"],
    "passkeys": q["passkeys"],
    "verifications": q["verifications"],
    "memberships": q["memberships"],
    "invitations": q["invitations"],
    "threads": q["threads"],
    "posts": q["posts"],
    "earlier_versions": q["earlier_versions"],
    "held_posts": q["held_posts"],
    "unsent": q["unsent"],
    "proposal_drafts": q["proposal_drafts"],
    "proposal_edits": q["proposal_edits"],
    "proposal_versions": q["proposal_versions"],
    "amendments": q["amendments"],
    "amendments_ended": q["amendments_ended"],
    "support": q["support"],
    "arguments_reused": q["arguments_reused"],
    "answers_marked": q["answers_marked"],
    "comments_on_proposals": q["comments_on_proposals"],
    "consultations": q["consultations"],
    "dispositions": q["dispositions"],
    "votes": q["votes"],
    "positions": q["positions"],
    "reactions": q["reactions"],
    "files": q["files"],
    "mutes": q["mutes"],
    "reading": q["reading"],
    "notices": q["notices"],
    "settings": q["settings"],
    "letters": q["letters"],
    "reports": q["reports"],
    "decisions": q["decisions"],
    "reviews": q["reviews"],
    "offices": q["offices"],
    "requests": q["requests"],
    "record": q["record"],
    "commands": q["commands"],
}

PARTS = {
    "administrator.made_by": "of somebody else: who is an administrator, and by whom, is in their part",
    "administrator.person_id": "offices",
    "audit.person_id": "record",
    "borne_name.person_id": "names",
    "ban_proposal.by": "record: as an act; it is about somebody else",
    "ban_proposal.decided_by": "record: as an act; it is about somebody else",
    "ban_proposal.person_id": "decisions, once it is a ban; what waits is told to nobody",
    "data_request.decided_by": "record: as an act; the request is somebody else's",
    "data_request.person_id": "requests",
    "digest.person_id": "settings",
    "erasure_proposal.by": "record: as an act; it is about somebody else",
    "erasure_proposal.decided_by": "record: as an act; it is about somebody else",
    "erasure_proposal.person_id": "of somebody who is erased, or whose request says what came of it",
    "file.person_id": "files",
    "first_link.used_by": "offices",
    "half_sign_in.person_id": "gone within minutes: a sign-in whose second factor is awaited",
    "letter.person_id": "letters",
    "member.person_id": "memberships",
    "moderation_act.by": "record: as an act; what was decided concerns somebody else",
    "moderation_case.claimed_by": "gone within minutes: a lease",
    "moderation_case.person_id": "decisions",
    "mute.muted_id": "of somebody else: who has muted them is not theirs to know",
    "mute.person_id": "mutes",
    "notice.person_id": "notices",
    "passkey.person_id": "passkeys",
    "procedure.set_by": "record: as an act; the procedure is the portal's",
    "reading.person_id": "reading",
    "recovery_code.person_id": "factors",
    "report.person_id": "reports",
    "review.decided_by": "record: as an act; the review is somebody else's",
    "room.inbox_of": "notices",
    "rule_set.set_by": "record: as an act; the rules are the room's",
    "session.person_id": "sessions",
    "strike_policy.set_by": "record: as an act; the policy is the portal's",
    "telling.person_id": "settings",
    "telling_in_room.person_id": "settings",
    "totp.person_id": "factors",
    "unsent.person_id": "unsent",
    "verification.ended_by": "record: as an act; the word was about somebody else",
    "verification.person_id": "verifications",
    "verification.verified_by": "record: as an act; the word was about somebody else",
}


async def take_out(tx: Tx, who: Who) -> IO[bytes]:
    """The file, open at its beginning; it is gone once it is closed."""
    file = TemporaryFile()  # noqa: SIM115 - the caller closes it
    file.write(b"{")
    for place, (part, query) in enumerate(SECTIONS.items()):
        file.write(b'%s\n"%s": [' % (b"," if place else b"", part.encode()))
        between = b"\n"
        async for row in tx.conn.cursor(query, who.id, prefetch=ROWS):
            file.write(between + row["line"].encode())
            between = b",\n"
        file.write(b"]")
    file.write(b"\n}\n")
    file.seek(0)
    return file
