"""Examples of the ways in to votes."""

from tests.promises import voting
from tests.promises.example import Example

VOTES: dict[str, Example] = {
    "GET /proposals/{proposal_id:int}/votes": Example(),
    "POST /proposals/{proposal_id:int}/votes": Example(
        {"version": 1, "minutes": 60}, ready=voting.put_to_vote
    ),
    "GET /threads/{thread_id:int}/votes": Example(),
    "POST /threads/{thread_id:int}/votes": Example(
        {
            "title": "Họp vào thứ mấy?",
            "minutes": 60,
            "rule": {"method": "approval"},
            "options": [{"title": "Thứ hai"}, {"title": "Thứ ba"}],
        }
    ),
    "GET /votes/{vote_id:int}": Example(),
    "PUT /votes/{vote_id:int}/ballot": Example({"ballot": "for", "version": 1}),
    "GET /votes/{vote_id:int}/ballots": Example(ready=voting.closed),
    "GET /votes/{vote_id:int}/ballots/{receipt:str}": Example(ready=voting.sealed),
    "GET /votes/{vote_id:int}/checkpoint": Example(ready=voting.signed),
    "GET /votes/{vote_id:int}/count": Example(ready=voting.closed),
    "GET /votes/{vote_id:int}/consistency": Example({"first": 1, "second": 1}, ready=voting.signed),
    "GET /votes/{vote_id:int}/leaves/{leaf:int}/proof": Example({"size": 1}, ready=voting.signed),
    "GET /votes/{vote_id:int}/export": Example(ready=voting.closed),
    "PUT /votes/{vote_id:int}/annulment": Example({"reason": "Danh sách cử tri thiếu người."}),
}
