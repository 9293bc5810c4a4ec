-- waiting
select count(*)::int from (
    select from letter where sent_at is null and dropped_at is null and due_at <= clock_timestamp() limit $1
) as due

-- take -> Waiting
-- No row: nothing is due that nobody else is sending.
update letter set due_at = clock_timestamp() + make_interval(secs => $1), tries = tries + 1
where id = (
    select id from letter
    where sent_at is null and dropped_at is null and due_at <= clock_timestamp()
    order by patient, id
    limit 1
    for update skip locked
)
returning id, key, kind, recipient, language, facts::text as facts, person_id, at, tries

-- sent
update letter set sent_at = now() where id = $1 and sent_at is null and dropped_at is null

-- put_off
update letter set due_at = clock_timestamp() + make_interval(secs => $2) where id = $1

-- drop
update letter set dropped_at = now(), dropped_reason = $2 where id = $1 and sent_at is null and dropped_at is null

-- forget
with forgotten as (
    update letter set recipient = '---', facts = '{}'
    where coalesce(sent_at, dropped_at) < now() - make_interval(days => $1) and recipient <> '---'
    returning id
)
select count(*) from forgotten
