"""The examples of moderation, for tests/promises/examples.py."""

from tests.promises import making, moderating
from tests.promises.example import Example
from tests.promises.scene import key

MODERATION: dict[str, Example] = {
    "POST /posts/{post_id:int}/reports": Example(
        {"reason": "insult", "words": "Xúc phạm người khác."}
    ),
    "POST /threads/{thread_id:int}/reports": Example({"reason": "insult", "words": "Xúc phạm."}),
    "POST /threads/{thread_id:int}/acts": Example(
        {"act": "hide", "reason": "insult"}, ready=moderating.in_public
    ),
    "POST /rooms/{room_id:int}/members/{number:int}/reports": Example(
        {"reason": "insult", "words": "Xúc phạm."}, ready=making.newly_named
    ),
    "POST /rooms/{room_id:int}/members/{number:int}/acts": Example(
        {"act": "hide", "reason": "insult"}, ready=moderating.a_sixth_in_public
    ),
    "GET /moderation/queue": Example(),
    "GET /moderation/cases/{case_id:int}": Example(),
    "PUT /moderation/cases/{case_id:int}/claim": Example(),
    "DELETE /moderation/cases/{case_id:int}/claim": Example(asked_by=moderating.lease),
    "POST /moderation/cases/{case_id:int}/acts": Example(
        {"act": "hide", "reason": "insult", "public_note": "Xúc phạm."}, asked_by=moderating.lease
    ),
    "POST /moderation/cases/{case_id:int}/merges": Example(
        lambda scene: {"cases": [scene.made["other_case_id"]]},
        ready=moderating.another,
        asked_by=moderating.lease,
    ),
    "POST /moderation/cases/{case_id:int}/splits": Example(
        lambda scene: {"cases": [scene.made["other_case_id"]]},
        ready=moderating.merged,
        asked_by=moderating.lease,
    ),
    "POST /moderation/acts": Example(
        lambda scene: {"key": str(key()), "cases": [scene.made["case_id"]], "act": "approve"},
        ready=moderating.reported,
        keyless=True,  # each case has a key of its own, made of this one
    ),
    "POST /posts/{post_id:int}/acts": Example(
        {"act": "remove", "reason": "insult"}, ready=moderating.in_public
    ),
    "POST /moderation/cases/{case_id:int}/ruling": Example(
        {"upheld": False, "note": "Lời phê bình, không phải xúc phạm."},
        ready=moderating.in_review,
        asked_by=moderating.lease,
    ),
    "POST /moderation/cases/{case_id:int}/proposal": Example(
        {"reason": "hatred", "public_note": "Kích động thù ghét."}, asked_by=moderating.lease
    ),
    "POST /moderation/cases/{case_id:int}/second": Example(
        {"confirmed": False, "note": "Chưa đủ chứng cứ."},  # a ban would outlast the test
        ready=moderating.proposed,
        asked_by=moderating.lease,
    ),
    "GET /moderation/cases/{case_id:int}/request": Example(ready=moderating.asked),
    "POST /moderation/cases/{case_id:int}/answer": Example(
        {"outcome": "done"}, ready=moderating.asked, asked_by=moderating.lease
    ),
    "POST /moderation/cases/{case_id:int}/answer/second": Example(
        {"confirmed": True}, ready=moderating.erasing, asked_by=moderating.lease
    ),
    "GET /moderation/strikes": Example(),
    "PUT /moderation/strikes": Example({"steps": []}),
    "GET /moderation/acts/{act_id:int}": Example(asker=moderating.moderated),
    "POST /moderation/acts/{act_id:int}/review": Example(
        {"words": "Tôi chỉ phê bình cách làm."}, asker=moderating.moderated
    ),
    "GET /moderation/rules": Example(),
    "PUT /moderation/rules": Example({"rules": {}}),
    "POST /moderation/rules/trial": Example({"text": "Tôi đồng ý."}, keyless=True),
    "GET /rooms/{room_id:int}/rules": Example(),
    "PUT /rooms/{room_id:int}/rules": Example({"rules": {}}),
    "POST /rooms/{room_id:int}/rules/trial": Example({"text": "Tôi đồng ý."}, keyless=True),
    "GET /rooms/{room_id:int}/held": Example(),
}
