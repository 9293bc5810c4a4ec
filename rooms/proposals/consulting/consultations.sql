-- open -> ConsultationLine
-- No row: none is open.
select proposal_id, number, version, opened_by, opened_at, closes_at, closed_at, closed_by
from consultation where proposal_id = $1 and closed_at is null

-- of_number -> ConsultationLine
-- No row: there was none of this number.
select proposal_id, number, version, opened_by, opened_at, closes_at, closed_at, closed_by
from consultation where proposal_id = $1 and number = $2

-- begin -> ConsultationLine
insert into consultation (proposal_id, number, room_id, version, opened_by, closes_at)
select $1, coalesce(max(c.number), 0) + 1, $2, $3, $4, $5 from consultation c where c.proposal_id = $1
returning proposal_id, number, version, opened_by, opened_at, closes_at, closed_at, closed_by

-- waiting
select waiting_comments($1, $2)

-- close -> ConsultationLine
update consultation set closed_by = $3 where proposal_id = $1 and number = $2
returning proposal_id, number, version, opened_by, opened_at, closes_at, closed_at, closed_by
