-- lock
select id from held_post where id = $1 for no key update

-- found -> Found
select h.room_id, h.thread_id, null::bigint as post_id, h.id as held_id, w.person_id as of,
    case when h.refused_at is not null then 'removed' end as hidden_as, false as retracted,
    null::bigint as cut_act, false as cut_waits
from held_post h join member w on w.room_id = h.room_id and w.number = h.author
where h.id = $1

-- shown -> Shown
select 0::bigint as id, m.name as author, h.at, 1 as version, h.kind, h.html, case when h.refused_at is not null then 'removed' end as hidden_as,
    h.body, null::text as uncut
from held_post h join shown_member m on m.room_id = h.room_id and m.number = h.author
where h.id = $1

-- around -> Around
select r.title as room, coalesce(t.title, h.title) as thread, h.parent_id as parent, null::bigint as before, null::bigint as after
from held_post h join room r on r.id = h.room_id left join thread t on t.id = h.thread_id
where h.id = $1
