-- record -> Record
-- What was acted against, and still is, had been reported rightly.
select count(*) filter (where exists (select from standing_act s where s.case_id = c.id))::int as right, count(*)::int as decided, now() as at
from report r
join moderation_case c on c.id = r.case_id
where c.act_id is not null and r.person_id = $1

-- report
insert into report (case_id, of, person_id, reason, words) values ($1, $2, $3, $4, $5)

-- weigh
update moderation_case set reports = reports + 1, reason = $2, weight = $3, rank = $4, due_at = $5 where id = $1
