-- head -> Head
-- The end of the log, ours until commit. No row: another process has it.
select size, key, restored from audit_head for update skip locked

-- pending -> Row
-- Rows that are no leaves yet, the oldest first; one that is being erased is waited for.
select a.id, a.at, a.act, a.room_ids, a.person_id, a.session_id, a.facts::text as facts, p.commitment
from audit_pending p join audit a on a.id = p.audit_id
order by p.audit_id
limit $1
for update of p, a

-- number
with numbered as (
    insert into audit_leaf (leaf, audit_id, salt, commitment)
    select $1::bigint + n - 1, id, salt, commitment
    from unnest($2::bigint[], $3::bytea[], $4::bytea[]) with ordinality as given(id, salt, commitment, n)
)
delete from audit_pending where audit_id = any($2::bigint[])

-- tiles -> Tile
select t.level, t.number, t.hashes
from unnest($1::int[], $2::bigint[]) as wanted(level, number)
join audit_tile t on t.level = wanted.level and t.number = wanted.number

-- keep_tile
insert into audit_tile (level, number, hashes) values ($1, $2, $3)
on conflict (level, number) do update set hashes = excluded.hashes

-- move_head
update audit_head set size = $1, key = $2

-- restored
select restored from audit_head for update

-- adopt
update audit_head set key = $1

-- now
select now()

-- keep_checkpoint
-- Of the hours before, only the last one of each is kept.
with newest as (select id, at from audit_checkpoint order by id desc limit 1),
gone as (
    delete from audit_checkpoint c using newest n
    where c.id = n.id and date_trunc('hour', n.at) = date_trunc('hour', $2::timestamptz)
)
insert into audit_checkpoint (size, at, note) values ($1, $2, $3)
