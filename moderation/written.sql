-- findings -> Seen
select id, findings::text from moderation_case where id = any($1::bigint[])

-- reports -> Of
-- The first $2 of each of these cases, in order.
select r.reason, r.words, r.at, h.right, h.decided, r.case_id
from unnest($1::bigint[]) as given(id)
cross join lateral (
    select s.id, s.case_id, s.person_id, s.reason, s.words, s.at from report s where s.case_id = given.id order by s.id limit $2
) r
cross join lateral (
    select count(*) filter (where exists (select from standing_act s where s.case_id = c.id))::int as right, count(*)::int as decided
    from report b
    join moderation_case c on c.id = b.case_id
    where c.act_id is not null and b.person_id = r.person_id and b.case_id <> r.case_id
) h
order by r.case_id, r.id
