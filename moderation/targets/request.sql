-- lock
select id from data_request where id = $1 for no key update

-- of
select person_id from data_request where id = $1

-- words -> Words
select p.name, d.words, d.asked_at from data_request d join person p on p.id = d.person_id where d.id = $1

-- reopen
-- The time of the new clock's beginning. No row: they have asked the same anew, which waits in its place.
update data_request set outcome = null, decided_at = null, decided_by = null, act_id = null
where id = $1 and not exists (
    select from data_request n where n.person_id = data_request.person_id and n.kind = data_request.kind and n.outcome is null
)
returning now() as now

-- wait
-- Its acts stay.
update moderation_case
set stage = 'open', act_id = null, acted_by = null, decided_at = null, claimed_by = null, claimed_until = null,
    due_at = $2, rank = $3
where target = 'request' and target_id = $1
