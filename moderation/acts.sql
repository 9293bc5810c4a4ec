-- keep
insert into moderation_act (case_id, person_id, act, reason, by, public_note, private_note, reverts, until, ground)
values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(days => $9::int), $10)
returning id

-- taken_away_by
-- The act that a restoring one takes back, of a post that is hidden ($2) or cut; null: a rule had hidden it, or an act of an earlier case had cut it.
select max(id) from standing_act where case_id = $1 and case when $2 then act in ('hide', 'remove') else act = 'edit' end

-- clock
-- Of a case that leads others: the earliest of them all.
update moderation_case set due_at = coalesce(led_due_at, due_at) where id = $1

-- decided
-- What was proposed about the author still waits for a second.
update moderation_case
set stage = case stage when 'proposed' then stage else 'decided' end, act_id = $2, acted_by = $3, decided_at = now(), claimed_by = null, claimed_until = null
where id = $1
