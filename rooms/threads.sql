-- floor -> Speaker
-- The member, locked against who removes or demotes. No row: not in the room, or no such room.
select m.room_id, m.person_id, m.number, m.role,
    (select max(id) from rule_set where room_id = $1) as rules, (select max(id) from rule_set where room_id is null) as portal_rules,
    m.role = any($3) as may, case when m.silenced_until > now() then m.silenced_act end as silenced
from member m join room r on r.id = m.room_id
where m.room_id = $1 and m.person_id = $2 and m.ended_at is null and r.kind = 'discussion'
for share of m

-- insert -> Thread
insert into thread (room_id, title, opened_by, opened_at) values ($1, $2, $3, coalesce($4::timestamptz, now()))
returning id, room_id, title, opened_by, opened_at, 0::bigint as posts, opened_at as last_at, closed_at, closed_by, closed_reason,
    slow_s, slow_at, slow_by, slow_reason, slow_until

-- lock -> Lock
-- A thread of a room this person is in, locked: whoever was replying commits first, whoever comes later sees
-- it changed. No row: no such thread, or not in its room.
select t.room_id, m.number, m.role = any($3) as may, t.closed_at
from thread t join member m using (room_id)
where t.id = $1 and m.person_id = $2 and m.ended_at is null
for no key update of t for share of m

-- close -> Thread
update thread set closed_at = coalesce($4::timestamptz, now()), closed_by = $2, closed_reason = $3
where id = $1
returning id, room_id, title, opened_by, opened_at,
    (select count(*) from post where thread_id = thread.id) as posts,
    (select coalesce(max(at), thread.opened_at) from post where thread_id = thread.id) as last_at,
    closed_at, closed_by, closed_reason,
    slow_s, slow_at, slow_by, slow_reason, slow_until

-- reopen -> Thread
update thread set closed_at = null, closed_by = null, closed_reason = null
where id = $1
returning id, room_id, title, opened_by, opened_at,
    (select count(*) from post where thread_id = thread.id) as posts,
    (select coalesce(max(at), thread.opened_at) from post where thread_id = thread.id) as last_at,
    closed_at, closed_by, closed_reason,
    slow_s, slow_at, slow_by, slow_reason, slow_until

-- room_of
select room_id from thread where id = $1

-- public_room
-- No row: not everybody may read it.
select r.id from thread t join room r on r.id = t.room_id where t.id = $1 and r.visibility = 'public'

-- thread -> Thread
select t.id, t.room_id, t.title, t.opened_by, t.opened_at,
    count(p.id) as posts, coalesce(max(p.at), t.opened_at) as last_at, t.closed_at, t.closed_by, t.closed_reason,
    t.slow_s, t.slow_at, t.slow_by, t.slow_reason, t.slow_until
from thread t left join post p on p.thread_id = t.id
where t.id = $1
group by t.id

-- posts -> Post
-- All posts of a thread in the order they were written, with their words only where $2.
select p.id, p.thread_id, p.parent_id, p.author, p.kind,
    case when coalesce(p.retracted_at, p.hidden_at) is not null then '' when $2 then p.html end as html,
    p.version, p.at, p.edited_at, p.retracted_at, p.retracted_by, p.retracted_reason, p.agrees, p.disagrees, p.passes, e.seq,
    case when coalesce(p.retracted_at, p.hidden_at) is null then (select a.files from attached a where a.post_id = p.id) end as files,
    p.hidden_at, p.hidden_as, p.hidden_rule, p.cut_at, p.cut_rule, p.cut_act
from post p join entry e on e.adds = p.id
where p.thread_id = $1
order by p.id

-- mine -> Position
select o.post_id, o.position
from position o join post p on p.id = o.post_id
where o.room_id = $1 and o.number = $3 and p.thread_id = $2

-- turn
select at from thread_turn where thread_id = $1 and number = $2

-- read -> Range
select lower(part) as first, upper(part) - 1 as last
from reading, unnest(ranges) as part
where room_id = $1 and person_id = $2
order by 1

-- moves -> Move
-- The markers that stand in a thread, in the order in which they were left.
select m.id, m.root_id, m.thread_id, m.parent_id, m.to_thread_id, t.title as to_title, m.posts, m.by, m.at, m.reason
from post_move m join thread t on t.id = m.to_thread_id
where m.thread_id = $1 and m.lifted_by is null
order by m.id

-- bodies -> BodyOf
select id, version, case when coalesce(retracted_at, hidden_at) is null then html else '' end as html
from post
where thread_id = $1 and id = any($2::bigint[])
order by id
