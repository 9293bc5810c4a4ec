-- claim
-- Waits for whoever holds the key. No row: it was used before.
insert into command (person_id, key, digest) values ($1, $2, $3)
on conflict do nothing
returning true

-- earlier
select digest, answer from command where person_id = $1 and key = $2

-- record
insert into audit (act, person_id, session_id, facts) values ($1, $2, $3, $4::text::json)

-- record_and_answer
with recorded as (
    insert into audit (act, person_id, session_id, facts) values ($1, $2, $3, $4::text::json)
)
update command set answer = $7::text::json where person_id = $5 and key = $6

-- forget_answers
with gone as (
    delete from command where at < now() - make_interval(days => $1) and person_id >= 0
    returning true
)
select count(*)::int from gone
