-- version -> Text
-- No row: there is no such version.
select title, text from proposal_version where proposal_id = $1 and number = $2

-- changes -> Change
-- Of a revision of one of this proposal's amendments to this version; none where it is no such one.
select c.first, c.dropped, c.added
from amendment_change c
join amendment_revision r on r.amendment_id = c.amendment_id and r.number = c.revision
where r.proposal_id = $1 and c.amendment_id = $2 and c.revision = $3 and r.base = $5 and ($4::int[] is null or c.place = any($4))
order by c.place
