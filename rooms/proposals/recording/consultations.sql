-- lines -> ConsultationLine
select proposal_id, number, version, opened_by, opened_at, closes_at, closed_at, closed_by
from consultation
where proposal_id = $1 and number > $2
order by number
limit $3
