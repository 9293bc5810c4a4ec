-- claim
-- Waits for whoever holds a key, in one order for everybody. No row for a key: it was used before.
insert into command (person_id, key, digest)
select person_id, key, digest from unnest($1::bigint[], $2::uuid[], $3::bytea[]) as wanted(person_id, key, digest)
order by person_id, key
on conflict do nothing
returning person_id, key

-- let_go
-- Keys claimed in this very transaction whose acts did not happen.
delete from command c using unnest($1::bigint[], $2::uuid[]) as unused(person_id, key)
where c.person_id = unused.person_id and c.key = unused.key

-- earlier
select digest, answer from command where person_id = $1 and key = $2

-- known
select exists (select from command where person_id = $1 and key = $2)

-- record
-- A row for each act, and the answer under its key where it has one.
with act as (
    select act, person_id, session_id, facts, room_ids, key, answer, n from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::uuid[], $7::text[])
        with ordinality as done(act, person_id, session_id, facts, room_ids, key, answer, n)
),
recorded as (
    insert into audit (act, person_id, session_id, facts, room_ids)
    select act, person_id, session_id, facts::json, room_ids::bigint[] from act order by n
)
update command c set answer = act.answer::json
from act
where act.key is not null and c.person_id = coalesce(act.person_id, 0) and c.key = act.key

-- record_unclaimed
-- The same where no key was claimed: each is put down with its answer, in one order for everybody.
with act as (
    select act, person_id, session_id, facts, room_ids, key, answer, digest, n from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::bytea[])
        with ordinality as done(act, person_id, session_id, facts, room_ids, key, answer, digest, n)
),
recorded as (
    insert into audit (act, person_id, session_id, facts, room_ids)
    select act, person_id, session_id, facts::json, room_ids::bigint[] from act order by n
)
insert into command (person_id, key, digest, answer)
select coalesce(person_id, 0), key, digest, answer::json from act where key is not null
order by 1, 2

-- forget_answers
with gone as (
    delete from command where at < now() - make_interval(days => $1) and person_id >= 0
    returning true
)
select count(*)::int from gone

-- theirs
-- Rows of one person's acts, some at a time. Whoever takes them into the log is waited for: what is done next sees that.
select id from audit where person_id = $1 order by id limit $2 for update

-- erase
-- What was personal in these rows, which are ours; the log keeps a salted hash of it.
with theirs as (
    select a.id, '[' || a.person_id || ',' || coalesce(a.session_id::text, 'null') || ',' || a.facts || ']' as said
    from audit a
    where a.id = any($1::bigint[])
), in_the_log as (
    update audit_leaf l
    set commitment = sha256(convert_to(encode(l.salt, 'hex') || t.said, 'UTF8')), salt = null
    from theirs t
    where l.audit_id = t.id and l.salt is not null
), waiting as (
    update audit_pending p
    set commitment = sha256(convert_to(encode(uuid_send(gen_random_uuid()), 'hex') || t.said, 'UTF8'))
    from theirs t
    where p.audit_id = t.id
), erased as (
    update audit a set person_id = null, session_id = null, facts = '{}'
    from theirs t
    where a.id = t.id
    returning true
)
select count(*)::int from erased
