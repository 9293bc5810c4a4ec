-- listing -> Row
select id, title, steps::text as steps, ballot::text as ballot from procedure where retired_at is null order by id limit $1

-- kept -> KeptRow
-- What replaces another was set in the transaction that retired it: both bear its time.
select r.id, r.title, r.steps::text as steps, r.ballot::text as ballot, p.name as set_by, r.at, r.retired_at,
    (select n.id from procedure n where n.at = r.retired_at and n.id <> r.id order by n.id limit 1) as replaced_by
from procedure r
left join person p on p.id = r.set_by
order by r.retired_at desc nulls first, r.id
limit $1

-- chosen -> Row
-- No row: no such procedure, or it is not chosen any more. It may be retired at this moment, which harms nobody.
select id, title, steps::text as steps, ballot::text as ballot
from procedure
where retired_at is null and ($1::bigint is null or id = $1)
order by id
limit 1

-- retire -> Row
-- No row: no such procedure, or it is retired already.
update procedure set retired_at = now() where id = $1 and retired_at is null
returning id, title, steps::text as steps, ballot::text as ballot

-- in_force
select id from procedure where retired_at is null order by id for no key update

-- add -> Row
insert into procedure (title, steps, ballot, set_by) values ($1, $2::text::json, $3::text::json, $4)
returning id, title, steps::text as steps, ballot::text as ballot
