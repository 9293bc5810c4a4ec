-- in_force -> Kept
-- No row: none was ever set.
select s.steps::text as steps, s.at, p.name as by from strike_policy s join person p on p.id = s.set_by order by s.id desc limit 1

-- mine
-- Whether this person is in one of these roles in the room of moderation; no row: not in it.
select m.role = any($2::text[])
from room r join member m on m.room_id = r.id
where r.kind = 'moderation' and m.person_id = $1 and m.ended_at is null

-- keep
insert into strike_policy (steps, set_by) values ($1::text::json, $2) returning id

-- record -> Record
-- One violation for a case, however often it was acted on.
select
    array(
        select min(a.at) from standing_act a where a.person_id = $1 and a.act in ('hide', 'remove', 'edit', 'warn') group by a.case_id
    ) as violations,
    array(select a.at from standing_act a where a.person_id = $1 and a.act = 'suspend') as suspensions,
    now() as now
