-- case_of
-- No row: no such act against words of this person.
select case_id from moderation_act where id = $1 and person_id = $2 and act in ('hide', 'remove')

-- asked -> Asked
select a.case_id, c.act_id = a.id and c.stage = 'decided' as standing, w.act_id is not null as reviewed, a.at, now() as now
from moderation_act a
join moderation_case c on c.id = a.case_id
left join review w on w.act_id = a.id
where a.id = $1

-- ask
insert into review (act_id, person_id, acted_by, words, due_at)
select id, person_id, by, $2, now() + $3::interval from moderation_act where id = $1

-- wait
-- Nobody holds it any more: it may have been the one who acted.
update moderation_case set stage = 'review', due_at = now() + $2::interval, claimed_by = null, claimed_until = null where id = $1

-- rule
update review set outcome = $2, decided_at = now(), decided_by = $3, note = $4, private_note = $5 where act_id = $1

-- close
-- The act stands.
update moderation_case set stage = 'decided', claimed_by = null, claimed_until = null where id = $1
