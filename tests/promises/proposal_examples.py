"""The examples of proposals, for tests/promises/examples.py."""

from datetime import UTC, datetime, timedelta

from tests.promises import amending, commenting, proposing
from tests.promises.example import Example

PROPOSALS: dict[str, Example] = {
    "GET /rooms/{room_id:int}/proposals": Example(),
    "POST /rooms/{room_id:int}/proposals": Example({"title": "Mở dữ liệu", "text": "Điều 1."}),
    "GET /proposals/{proposal_id:int}/state": Example(),
    "GET /proposals/{proposal_id:int}/versions/{number:int}": Example(
        ready=proposing.first_version
    ),
    "GET /proposals/{proposal_id:int}/versions/{number:int}/changes": Example(
        {"since": 1}, ready=proposing.first_version
    ),
    "GET /proposals/{proposal_id:int}/draft": Example(asked_by=proposing.seated),
    "PUT /proposals/{proposal_id:int}/draft": Example(
        {"title": "Mở dữ liệu", "text": "Điều 1 mới.", "base": 1}, asked_by=proposing.seated
    ),
    "GET /proposals/{proposal_id:int}/draft/changes": Example(
        {"since": 1}, asked_by=proposing.seated
    ),
    "GET /proposals/{proposal_id:int}/draft/together": Example(asked_by=proposing.seated),
    "GET /proposals/{proposal_id:int}/draft/edits": Example(
        {"after": 0}, asked_by=proposing.seated
    ),
    "POST /proposals/{proposal_id:int}/draft/edits": Example(
        {"change": proposing.EDIT}, keyless=True, asked_by=proposing.seated
    ),
    "POST /proposals/{proposal_id:int}/draft/saves": Example(asked_by=proposing.seated),
    "GET /proposals/{proposal_id:int}/versions/{number:int}/hands": Example(
        ready=proposing.first_version
    ),
    "PUT /proposals/{proposal_id:int}/authors/{number:int}": Example(
        ready=proposing.a_guest, asked_by=proposing.seated
    ),
    "DELETE /proposals/{proposal_id:int}/authors/me": Example(
        ready=proposing.beside_another, asked_by=proposing.seated
    ),
    "PUT /proposals/{proposal_id:int}/opening": Example(
        {"draft": 1, "body": "Vì sao."}, ready=proposing.drafted, asked_by=proposing.seated
    ),
    "POST /proposals/{proposal_id:int}/versions": Example(
        {"draft": 2, "note": "Thêm điều 2."}, ready=proposing.saved, asked_by=proposing.seated
    ),
    "PUT /proposals/{proposal_id:int}/stage": Example(
        {"stage": "amendments"}, asked_by=proposing.seated
    ),
    "PUT /proposals/{proposal_id:int}/withdrawal": Example(
        {"reason": "Cần soạn lại"}, asked_by=proposing.seated
    ),
    "POST /proposals/{proposal_id:int}/rounds": Example(
        {"reason": "Đã soạn lại"}, ready=proposing.withdrawn, asked_by=proposing.seated
    ),
    "PUT /proposals/{proposal_id:int}/support": Example({"version": 1}),
    "DELETE /proposals/{proposal_id:int}/support": Example(asked_by=proposing.supporting),
    "GET /proposals/{proposal_id:int}/text": Example(),
    "GET /proposals/{proposal_id:int}/record": Example(),
    "GET /proposals/{proposal_id:int}/minutes": Example(),
    "GET /proposals/{proposal_id:int}/minutes.pdf": Example(),
    "GET /proposals/{proposal_id:int}/amendments": Example(),
    "POST /proposals/{proposal_id:int}/amendments": Example(
        {"base": 1, "text": "Điều 1 mới.", "body": "Vì cần."}, ready=amending.taken
    ),
    "GET /amendments/{amendment_id:int}": Example(),
    "GET /amendments/{amendment_id:int}/text": Example(),
    "POST /amendments/{amendment_id:int}/revisions": Example(
        {"base": 1, "revision": 1, "text": "Điều 1 khác."}
    ),
    "POST /proposals/{proposal_id:int}/inclusions": Example(
        lambda scene: {
            "version": 1,
            "take": [{"amendment": scene.made["amendment_id"], "revision": 1}],
            "note": "Tiếp thu sửa đổi 1.",
        },
        ready=amending.waiting,
        asked_by=proposing.seated,
    ),
    "PUT /amendments/{amendment_id:int}/rebase": Example(
        {"revision": 1, "version": 2}, ready=amending.behind, asked_by=proposing.seated
    ),
    "PUT /amendments/{amendment_id:int}/rejection": Example(
        {"revision": 1, "reason": "Chưa đủ nguồn lực"}, asked_by=amending.seated
    ),
    "PUT /amendments/{amendment_id:int}/withdrawal": Example(),
    "GET /proposals/{proposal_id:int}/consultation": Example(),
    "GET /proposals/{proposal_id:int}/comments": Example(),
    "POST /proposals/{proposal_id:int}/comments": Example(
        {"version": 1, "place": 1, "body": "Nên viết rõ hơn."}
    ),
    "GET /proposals/{proposal_id:int}/comments/{comment_id:int}/dispositions": Example(),
    "PUT /proposals/{proposal_id:int}/comments/{comment_id:int}/disposition": Example(
        {"kind": "explained", "reason": "Đã có luật quy định."},
        asked_by=proposing.seated,
    ),
    "PUT /proposals/{proposal_id:int}/comments/{comment_id:int}/setting-aside": Example(
        {"reason": "Không phải về dự thảo này."}
    ),
    "POST /proposals/{proposal_id:int}/consultations": Example(
        lambda _: {"version": 1, "closes_at": (datetime.now(UTC) + timedelta(days=1)).isoformat()},
        asked_by=proposing.seated,
    ),
    "PUT /proposals/{proposal_id:int}/consultations/{number:int}/closing": Example(
        ready=commenting.over, asked_by=proposing.seated
    ),
    "GET /proposals/{proposal_id:int}/consultations/{number:int}/table": Example(
        ready=commenting.consulted
    ),
    "GET /proposals/{proposal_id:int}/consultations/{number:int}/table.csv": Example(
        ready=commenting.consulted
    ),
    "GET /procedures": Example(),
    "POST /procedures": Example({"title": "Thủ tục gọn", "steps": [{"stage": "discussion"}]}),
    "PUT /procedures/{procedure_id:int}/retirement": Example(),
    "GET /administration/procedures": Example(),
}
