-- in_force -> Kept
-- No row: none was ever set.
select s.steps::text as steps, s.at, p.name as by from strike_policy s join person p on p.id = s.set_by order by s.id desc limit 1

-- keep
insert into strike_policy (steps, set_by) values ($1::text::json, $2) returning id

-- record -> Record
-- One violation for a case, however often it was acted on.
select
    array(
        select min(a.at) from standing_act a where a.person_id = $1 and a.act in ('hide', 'remove', 'warn') group by a.case_id
    ) as violations,
    array(select a.at from standing_act a where a.person_id = $1 and a.act = 'suspend') as suspensions,
    now() as now
