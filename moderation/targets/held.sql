-- lock
select id from held_post where id = $1 for no key update

-- found -> Found
select h.room_id, h.thread_id, null::bigint as post_id, h.id as held_id, w.person_id as of,
    case when h.refused_at is not null then 'removed' end as hidden_as, false as retracted,
    null::bigint as cut_act, false as cut_waits, held_stopped(h) as stops
from held_post h join member w on w.room_id = h.room_id and w.number = h.author
where h.id = $1

-- shown -> Shown
-- In the order of these ids. A post that came of it has its files, and takes the words along when its author takes it back.
select coalesce(h.post_id, 0) as id, m.name as author, h.at, 1 as version, h.kind, case when p.retracted_at is null then h.html else '' end as html,
    case when h.refused_at is not null then 'removed' end as hidden_as,
    case when p.retracted_at is null then h.body else '' end as body, null::text as uncut,
    case when p.retracted_at is null then (
        select json_agg(json_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size_bytes', f.size_bytes,
            'width', f.width, 'height', f.height, 'alt', f.alt) order by f.place, f.id)
        from file f where f.held_id = h.id or f.post_id = p.id
    ) end as files
from unnest($1::bigint[]) with ordinality as given(id, n)
join held_post h on h.id = given.id
join shown_member m on m.room_id = h.room_id and m.number = h.author
left join post p on p.id = h.post_id
order by given.n

-- around -> Around
-- In the order of these ids.
select r.title as room, coalesce(t.title, h.title) as thread, h.parent_id as parent, null::bigint as before, null::bigint as after
from unnest($1::bigint[]) with ordinality as given(id, n)
join held_post h on h.id = given.id
join room r on r.id = h.room_id
left join thread t on t.id = h.thread_id
order by given.n
