-- claim
-- Waits for whoever holds the key. No row: it was used before.
insert into command (person_id, key, digest) values ($1, $2, $3)
on conflict do nothing
returning true

-- earlier
select digest, answer from command where person_id = $1 and key = $2

-- known
select exists (select from command where person_id = $1 and key = $2)

-- record
insert into audit (act, person_id, session_id, facts, room_ids) values ($1, $2, $3, $4::text::json, $5)

-- record_and_answer
with recorded as (
    insert into audit (act, person_id, session_id, facts, room_ids) values ($1, $2, $3, $4::text::json, $5)
)
update command set answer = $8::text::json where person_id = $6 and key = $7

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
