"""TypeScript types of the API and the live protocol, from the structs: `python -m server.typescript` writes them.

One source for both ends: a field renamed here fails the client's type check, and a test fails where the file
was not written anew.
"""

from pathlib import Path
from typing import Any

import msgspec

from moderation import (
    bans,
    casefile,
    deciding,
    decisions,
    queue,
    reports,
    requestfile,
    requests,
    reviews,
    rulesets,
    thresholds,
    trying,
)
from moderation.case import Case
from moderation.explaining import Explained
from rooms import (
    accounts,
    administration,
    held,
    history,
    inbox,
    invitations,
    journal,
    members,
    muting,
    overview,
    positions,
    posts,
    reactions,
    reading,
    rights,
    rooms,
    search,
    telling,
    thread_lines,
    threads,
    unsent,
    verification,
)
from rooms.draft import Draft
from rooms.people import Person
from rooms.policy import RULES
from rooms.post import Said
from rooms.proposals import (
    crediting,
    drafting,
    presenting,
    procedures,
    staging,
    supporting,
    titled,
    views,
)
from rooms.proposals.amending import ending, including, proposing, shown
from rooms.proposals.anchoring import commenting, subject
from rooms.proposals.arguing import answerable, answering, columns, reusing
from rooms.proposals.consulting import comments, consultation, consultations, disposing, placing
from rooms.proposals.diff import Diff
from rooms.proposals.joint import together
from rooms.proposals.proposal import Proposal
from rooms.readable import READINGS
from rooms.rule import Asked
from rooms.voting import annulling, casting, opening, proving, showing, vote
from server.identity import api_tokens, sessions
from server.identity.factors import Factors
from server.in_force import InForce
from server.live import protocol
from server.personal import data_requests
from server.record import consulting
from server.routes import moderation_bulk, security, vote_counts
from server.routes.accounts import Form, Now, PasswordChange, SecondStep
from server.routes.factors import Codes, Offered
from server.routes.invitations import InvitationLink
from server.routes.passkeys import Added
from server.typescript_text import name_of, type_of

FILE = Path(__file__).parent.parent / "web" / "src" / "api" / "types.gen.ts"
HEAD = "// Written by `python -m server.typescript` from the server's structs. Do not edit.\n\n"

ROOTS: dict[str, Any] = {
    "RoomsPage": overview.Rooms,
    "RoomSnapshot": overview.Snapshot,
    "ThreadLines": thread_lines.ThreadLines,
    "ThreadSnapshot": threads.Snapshot,
    "Bodies": threads.Bodies,
    "Opened": threads.Opened,
    "PostRecord": history.PostRecord,
    "Tally": positions.Tally,
    "Received": reactions.Received,
    "Reacting": reactions.Reacting,
    "Unread": reading.Unread,
    "InForce": InForce,
    "Now": Now,
    "Person": Person,
    "SignInForm": sessions.SignIn,
    "SignUpForm": Form,
    "Profile": accounts.Profile,
    "PasswordChange": PasswordChange,
    "Sessions": security.Sessions,
    "ApiTokens": security.ApiTokens,
    "SecondStep": SecondStep,
    "Factors": Factors,
    "TotpOffer": Offered,
    "RecoveryCodes": Codes,
    "PasskeyAdded": Added,
    "Issued": api_tokens.Issued,
    "Wish": api_tokens.Wish,
    "Description": rooms.Description,
    "Adding": members.Adding,
    "Question": threads.Question,
    "Draft": Draft,
    "Correction": posts.Correction,
    "Marks": reading.Marks,
    "RoomOpening": rooms.Opening,
    "Invitation": invitations.Invitation,
    "Linking": invitations.Linking,
    "Inviting": invitations.Inviting,
    "InvitationOffer": invitations.Offer,
    "InvitationLink": InvitationLink,
    "Muted": muting.Muted,
    "Unsent": unsent.Unsent,
    "Taken": unsent.Taken,
    "Known": administration.Known,
    "RightsOfPerson": rights.RightsOfPerson,
    "RightsInRoom": rights.RightsInRoom,
    "Verification": verification.Verification,
    "Notices": inbox.Notices,
    "UnreadNotices": inbox.UnreadNotices,
    "Telling": telling.Telling,
    "DataAsking": data_requests.DataAsking,
    "DataRequest": data_requests.DataRequest,
    "Proposal": Proposal,
    "ProposalsPage": views.Proposals,
    "Titled": titled.Titled,
    "ProposalSnapshot": views.Snapshot,
    "VersionText": views.VersionText,
    "Changes": Diff,
    "TableDraft": drafting.TableDraft,
    "TogetherHere": together.Here,
    "Lacking": together.Lacking,
    "Stretch": crediting.Stretch,
    "Beginning": drafting.Beginning,
    "Saving": drafting.Saving,
    "Presenting": presenting.Presenting,
    "Publishing": presenting.Publishing,
    "Advancing": staging.Advancing,
    "Leaving": staging.Leaving,
    "Giving": supporting.Giving,
    "Amendments": shown.Amendments,
    "AmendmentShown": shown.AmendmentShown,
    "AmendmentText": shown.AmendmentText,
    "Amending": proposing.Amending,
    "Revising": proposing.Revising,
    "Rebasing": proposing.Rebasing,
    "Rejecting": ending.Rejecting,
    "Including": including.Including,
    "Withdrawing": ending.Withdrawing,
    "Commenting": commenting.Commenting,
    "Subject": subject.Subject,
    "Comments": comments.Comments,
    "Consulted": placing.Consulted,
    "Consulting": consultations.Consulting,
    "ConsultationLine": consultation.ConsultationLine,
    "Disposing": disposing.Disposing,
    "DispositionLine": consultation.DispositionLine,
    "Disposition": comments.Disposition,
    "Answerable": answerable.Answerable,
    "Vote": vote.Vote,
    "VoteShown": showing.VoteShown,
    "Votes": showing.Votes,
    "Counted": vote_counts.Counted,
    "VoteFound": proving.Found,
    "VoteProof": proving.VoteProof,
    "Ballots": showing.Ballots,
    "Cast": casting.Cast,
    "Casting": casting.Casting,
    "VoteOpening": opening.Opening,
    "Polling": opening.Polling,
    "Annulling": annulling.Annulling,
    "Procedure": procedures.Procedure,
    "ProcedureSetting": procedures.ProcedureSetting,
    "KeptProcedure": procedures.Kept,
    "ArgumentsPage": columns.Arguments,
    "ArgumentsSummary": columns.Summary,
    "RepliesPage": columns.Replies,
    "ArgumentUse": reusing.Use,
    "TakingUp": reusing.TakingUp,
    "ArgumentAnswer": answering.ArgumentAnswer,
    "Marking": answering.Marking,
    "Case": Case,
    "Queue": queue.Queue,
    "CaseFile": casefile.CaseFile,
    "RequestFile": requestfile.RequestFile,
    "Answering": requests.Answering,
    "RuleSet": rulesets.RuleSet,
    "RuleSetting": rulesets.Setting,
    "Trial": trying.Trial,
    "Explained": Explained,
    "Held": held.Held,
    "Said": Said,
    "Decision": decisions.Decision,
    "Reporting": reports.Reporting,
    "Reported": reports.Reported,
    "Deciding": deciding.Deciding,
    "Several": moderation_bulk.Several,
    "Outcome": moderation_bulk.Outcome,
    "AskingReview": reviews.Asking,
    "Ruling": reviews.Ruling,
    "Proposing": bans.Proposing,
    "Seconding": bans.Seconding,
    "StrikePolicy": thresholds.Policy,
    "SettingStrikes": thresholds.SettingSteps,
    "Search": search.Search,
    "SearchResults": search.Results,
    "Consultation": consulting.Consultation,
    "RecordPage": consulting.RecordPage,
    "SimilarThread": search.SimilarThread,
}


def events() -> list[type[journal.Event]]:
    """Every kind of event there is, in the order of their names; not what several have in common."""
    found = list(journal.Event.__subclasses__())
    for kind in found:
        found += kind.__subclasses__()
    kinds = (kind for kind in found if not kind.__subclasses__())
    return sorted(kinds, key=lambda kind: str(kind.__struct_config__.tag))


def named() -> list[str]:
    """The acts and readings that a page may name: all but upkeep, which nobody may do and no record shows."""
    every = {**READINGS, **RULES}
    return [name for name, rule in every.items() if rule.recorded or rule.asked != Asked.SYSTEM]


def emit() -> str:
    """The whole file."""
    union: Any = events()[0]
    for kind in events()[1:]:
        union = union | kind
    roots = ROOTS | {
        "Event": union,
        "ToClient": protocol.ToClient,
        "FromClient": protocol.FromClient,
    }
    shapes, parts = msgspec.json.schema_components(list(roots.values()), ref_template="{name}")
    names = {name: name_of(name) for name in parts}
    lines = {names[name]: type_of(shape, names) for name, shape in parts.items()}
    for name, shape in zip(roots, shapes, strict=True):
        if name not in lines:
            lines[name] = type_of(shape, names)
    acts = " | ".join(f'"{act}"' for act in sorted(named()))
    return (
        HEAD
        + "".join(f"export type {name} = {text}\n" for name, text in sorted(lines.items()))
        + f"export type Act = {acts}\n"
    )


if __name__ == "__main__":
    FILE.write_text(emit(), "utf-8")
