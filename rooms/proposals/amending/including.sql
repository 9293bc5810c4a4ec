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

-- end
insert into amendment_end (amendment_id, proposal_id, room_id, revision, outcome, reason, by, version)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- take
insert into amendment_taken (amendment_id, revision, place) select $1, $2, unnest($3::int[])
