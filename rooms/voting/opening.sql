-- there
select exists (select from vote where proposal_id = $1 and round = $2 and annulled_at is null)

-- floor -> Floor
-- No row: no such thread, or this person is not in its room.
select t.room_id, m.number, m.role = any($3) as may, case when m.silenced_until > now() then m.silenced_act end as silenced,
    r.archived_at is not null as archived, t.closed_at is not null as closed
from thread t
join room r on r.id = t.room_id
join member m on m.room_id = t.room_id and m.person_id = $2 and m.ended_at is null
where t.id = $1
for share of t, m

-- room_of
-- No row: no such thread.
select room_id from thread where id = $1

-- voters
-- Those whom the roll will have: the trigger `vote_opens` chooses likewise.
select count(*) from member
where room_id = $1 and ended_at is null and role <> 'observer'
    and coalesce(silenced_until < clock_timestamp() + make_interval(mins => $2::int), true)

-- open -> Opened
insert into vote (room_id, thread_id, proposal_id, version, round, title, rule, options, secret, opened_by, closes_at, text_hash, roll_salt)
select $1, $2, $3::bigint, $4::int, $5::int, $6, $7::text::json, $8::text::json, $9, $10, clock_timestamp() + make_interval(mins => $11::int),
    (select sha256(convert_to(v.text, 'UTF8')) from proposal_version v where v.proposal_id = $3 and v.number = $4), $12
returning id, opened_at, closes_at, text_hash

-- roll
select array_agg(number order by number) from vote_roll where vote_id = $1
