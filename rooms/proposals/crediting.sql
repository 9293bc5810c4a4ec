-- hands
-- No row: it was made before this was kept.
select h.hands
from proposal_version v join proposal_hand h on h.proposal_id = v.proposal_id and h.draft = v.draft
where v.proposal_id = $1 and v.number = $2
