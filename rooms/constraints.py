"""The database's constraints in the domain's words.

What cannot be is forbidden by the schema. Where a person can run into such a constraint, its name has a row
here; any other violation is a bug of ours and stays one.
"""

from asyncpg import IntegrityConstraintViolationError

from rooms.errors import Conflict, Malformed, Refused, SignInFirst

REFUSALS: dict[str, Refused] = {
    "person_email_check": Malformed("wrong-value", field="email", name="email"),
    "person_erased": SignInFirst("session-ended"),
    "person_email_key": Conflict("email-taken", field="email"),
    "session_token_hash_key": Conflict("already-used", field="key"),
    "passkey_credential_key": Conflict("passkey-there"),
    "post_parent_in_thread": Malformed("parent-elsewhere", field="parent_id"),
    "post_parent_older": Malformed("parent-elsewhere", field="parent_id"),
    "held_parent_in_thread": Malformed("parent-elsewhere", field="parent_id"),
    "post_mention_of_member": Malformed("mention-of-nobody", field="body"),
    "post_quote_in_room": Malformed("quote-of-nothing", field="body"),
    "proposal_from_thread": Malformed("parent-elsewhere", field="from_thread"),
    "proposal_from_post": Malformed("parent-elsewhere", field="from_post"),
    "consultation_first": Conflict("consultation-first"),
    "comments_wait": Conflict("comments-wait"),
    "vote_once": Conflict("vote-there"),
    "vote_first": Conflict("vote-first"),
    "vote_is_open": Conflict("vote-closed"),
    "vote_too_few": Conflict("too-few-for-secret", fewest=5),
    "name_hidden": Conflict("name-hidden"),
    "title_hidden": Conflict("title-hidden"),
    "report_once": Conflict("already-reported"),
    "report_not_own": Conflict("not-on-own"),
    "act_not_on_own": Conflict("not-on-own"),
    "act_not_on_own_report": Conflict("reported-yourself"),
    "case_reviewed_by_another": Conflict("acted-yourself"),
    "ban_seconded_by_another": Conflict("proposed-yourself"),
    "ban_not_on_own": Conflict("not-on-own"),
    "ban_proposal_waiting": Conflict("case-proposed"),
    "ban_by_two": Conflict("proposed-yourself"),
    "data_request_open": Conflict("already-asked"),
    "request_not_own": Conflict("not-on-own"),
    "request_erased_by_two": Conflict("proposed-yourself"),
    "erasure_not_on_own": Conflict("not-on-own"),
    "erasure_seconded_by_another": Conflict("proposed-yourself"),
    "erasure_proposal_waiting": Conflict("case-proposed"),
    "review_by_another": Conflict("acted-yourself"),
    "review_not_own": Conflict("not-on-own"),
}


def refusal(error: IntegrityConstraintViolationError) -> Exception:
    """The refusal for a violated constraint; the error itself where nobody can run into it."""
    known = REFUSALS.get(error.constraint_name or "")
    if known is None:
        return error
    return type(known)(known.reason, field=known.field, **known.facts)
