-- threads -> Thread
-- A page of a room's threads, in the order they were opened.
select t.id, t.room_id, t.title, t.opened_by, t.opened_at,
    count(p.id) as posts, coalesce(max(p.at), t.opened_at) as last_at, t.closed_at, t.closed_by, t.closed_reason,
    t.slow_s, t.slow_at, t.slow_by, t.slow_reason, t.slow_until
from thread t left join post p on p.thread_id = t.id
where t.room_id = $1
group by t.id
order by t.id
limit $2 offset $3

-- thread -> Thread
-- No row: no such thread in this room.
select t.id, t.room_id, t.title, t.opened_by, t.opened_at,
    count(p.id) as posts, coalesce(max(p.at), t.opened_at) as last_at, t.closed_at, t.closed_by, t.closed_reason,
    t.slow_s, t.slow_at, t.slow_by, t.slow_reason, t.slow_until
from thread t left join post p on p.thread_id = t.id
where t.room_id = $1 and t.id = $2
group by t.id

-- outlines -> Outline
select p.thread_id, p.id, p.parent_id, p.author,
    case when coalesce(p.retracted_at, p.hidden_at) is null then octet_length(p.html) else 0 end as size_bytes
from post p join entry e on e.adds = p.id
where p.thread_id = any($1::bigint[])
order by p.thread_id, e.seq

-- posts -> Post
select p.id, p.thread_id, p.parent_id, p.author, p.kind,
    case when coalesce(p.retracted_at, p.hidden_at) is null then p.html else '' end as html,
    p.version, p.at, p.edited_at, p.retracted_at, p.retracted_by, p.retracted_reason, p.agrees, p.disagrees, p.passes, e.seq,
    case when coalesce(p.retracted_at, p.hidden_at) is null then (select a.files from attached a where a.post_id = p.id) end as files,
    p.hidden_at, p.hidden_as, p.hidden_rule, p.cut_at, p.cut_rule, p.cut_act
from post p join entry e on e.adds = p.id
where p.id = any($1::bigint[])

-- moves -> Move
-- The markers that stand in these threads, in the order in which they were left.
select m.id, m.root_id, m.thread_id, m.parent_id, m.to_thread_id, t.title as to_title, m.posts, m.by, m.at, m.reason
from post_move m join thread t on t.id = m.to_thread_id
where m.thread_id = any($1::bigint[]) and m.lifted_by is null
order by m.id

-- room -> Room
select id, kind, title, description, visibility, naming, opened_at, archived_at, archived_by, archived_reason
from room
where id = $1

-- people -> Member
select m.number, m.name, m.organisation, m.constituency, m.role, m.ended_at, m.verified
from shown_member m
where m.room_id = $1 and m.number = any($2::int[])
order by m.number

-- thread_of
-- The thread of a post of this room. No row: no such post here.
select thread_id from post where room_id = $1 and id = $2
