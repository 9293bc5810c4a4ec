-- case_of
-- No row: no such act against this person.
select case_id from moderation_act where id = $1 and person_id = $2 and act not in ('approve', 'restore', 'lift')

-- asked -> Asked
select a.case_id, exists (select from standing_act s where s.id = a.id) as standing, c.stage <> 'decided' as waits, w.act_id is not null as reviewed, a.at + waited(a) as at, now() as now
from moderation_act a
join moderation_case c on c.id = a.case_id
left join review w on w.act_id = a.id
where a.id = $1

-- ask
insert into review (act_id, person_id, acted_by, words, due_at)
select id, person_id, by, $2, now() + $3::interval from moderation_act where id = $1

-- wait
-- The case is about this act from now on. Nobody holds it any more: it may have been the one who acted.
update moderation_case c
set stage = 'review', act_id = a.id, acted_by = a.by, due_at = now() + $2::interval, claimed_by = null, claimed_until = null
from moderation_act a
where c.id = $1 and a.id = $3

-- rule
update review set outcome = $2, decided_at = now(), decided_by = $3, note = $4, private_note = $5 where act_id = $1

-- close
-- The act stands.
update moderation_case set stage = 'decided', claimed_by = null, claimed_until = null where id = $1
