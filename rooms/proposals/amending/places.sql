-- proposal_of
-- No row: no such amendment.
select proposal_id from amendment where id = $1

-- line -> AmendmentLine
select id, proposal_id, number, post_id, by, at, base, revision, changes, state, reason, decided_by, decided_at, version
from amendment_line where id = $1

-- shows -> Shows
select p.hidden_at is null and p.retracted_at is null as words
from amendment a join post p on p.id = a.post_id
where a.id = $1
for share of p

-- changes -> Change
select first, dropped, added from amendment_change where amendment_id = $1 and revision = $2 order by place
