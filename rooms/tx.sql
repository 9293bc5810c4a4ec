-- append
-- Gives the room's next numbers to its new entries. The time is taken under the room's lock, so it never runs
-- against the numbers; for the same reason an archived room is noticed here. No row: it is archived.
with head as (
    update room set seq = seq + cardinality($2::text[])
    where id = $1 and (archived_at is null or $8)
    returning seq, seq - cardinality($2::text[]) as base, epoch, clock_timestamp() as at
),
written as (
    insert into entry (room_id, seq, at, kind, actor, adds, body)
    select $1, head.base + line.n, head.at, line.kind, line.actor, line.adds, line.body::json
    from head, unnest($2::text[], $3::int[], $4::bigint[], $5::text[]) with ordinality as line(kind, actor, adds, body, n)
),
told as (
    insert into entry_subject (room_id, seq, subject)
    select distinct $1::bigint, head.base + about.n, about.subject
    from head, unnest($6::int[], $7::text[]) as about(n, subject)
)
select seq, epoch, at from head
