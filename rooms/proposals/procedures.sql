-- listing -> Row
select id, title, steps::text as steps, ballot::text as ballot from procedure where retired_at is null order by id limit $1

-- chosen -> Row
-- No row: no such procedure, or it is not chosen any more. It may be retired at this moment, which harms nobody.
select id, title, steps::text as steps, ballot::text as ballot
from procedure
where retired_at is null and ($1::bigint is null or id = $1)
order by id
limit 1

-- retire
update procedure set retired_at = now() where id = $1 and retired_at is null

-- add -> Row
insert into procedure (title, steps, ballot, set_by) values ($1, $2::text::json, $3::text::json, $4)
returning id, title, steps::text as steps, ballot::text as ballot
