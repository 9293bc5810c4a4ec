-- lines -> AmendmentLine
select id, proposal_id, number, post_id, by, at, base, revision, changes, state, reason, decided_by, decided_at, version
from amendment_line
where proposal_id = $1 and number > $2
order by number
limit $3

-- taken -> ChangeTaken
-- One whose reasons show no words shows no changes either.
select amendment_id, place, left(dropped, $3) as dropped, left(added, $3) as added,
    greatest(char_length(dropped), char_length(added)) <= $3 as whole
from (
    select c.amendment_id, c.place, c.dropped, c.added, row_number() over (partition by c.amendment_id order by c.place) as n
    from taken_change c
    join amendment a on a.id = c.amendment_id
    join post p on p.id = a.post_id and p.hidden_at is null and p.retracted_at is null
    where c.amendment_id = any($1::bigint[])
) t
where n <= $2
order by amendment_id, place

-- reasons -> Reasons
select a.id as amendment_id, p.id as post_id, p.version,
    case when p.hidden_at is null and p.retracted_at is null then p.html else '' end as html
from amendment a join post p on p.id = a.post_id where a.id = any($1::bigint[])
