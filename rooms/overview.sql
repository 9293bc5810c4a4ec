-- lines -> Line
-- What goes on in a room that one may join but not read yet is not told.
select r.id, r.epoch,
    case when m.number is null and r.visibility <> 'public' then 0 else r.seq end as seq,
    m.number, m.role,
    case when m.number is null and r.visibility <> 'public' then 0
        else (select count(*) from post p where p.room_id = r.id) end as posts,
    case when m.number is null then 0 else (
        select count(*) from entry e
        where e.room_id = r.id and e.adds is not null and e.actor is distinct from m.number
            and not coalesce(g.ranges, '{}') @> e.seq
    ) end as unread,
    case when m.number is null and r.visibility <> 'public' then r.opened_at
        else coalesce((select p.at from post p where p.room_id = r.id order by p.id desc limit 1), r.opened_at)
    end as last_at
from room r
left join member m on m.room_id = r.id and m.person_id = $1 and m.ended_at is null
left join reading g on g.room_id = r.id and g.person_id = $1
where r.kind = 'discussion'
    and (m.number is not null or r.visibility = 'public' or (r.visibility = 'members' and $1 is not null))
order by m.number is null, r.archived_at is not null, r.id desc
limit $2 offset $3

-- rooms -> Room
select id, kind, title, description, visibility, naming, opened_at, archived_at, archived_by, archived_reason
from room
where id = any($1::bigint[])

-- room -> Room
select id, kind, title, description, visibility, naming, opened_at, archived_at, archived_by, archived_reason
from room
where id = $1

-- members -> Member
select m.number, m.name, m.organisation, m.constituency, m.role, m.ended_at, m.verified
from shown_member m
where m.room_id = $1 and m.number > $2
order by m.number
limit $3

-- member -> Member
select m.number, m.name, m.organisation, m.constituency, m.role, m.ended_at, m.verified
from shown_member m
where m.room_id = $1 and m.number = $2

-- threads -> Thread
select t.id, t.room_id, t.title, t.opened_by, t.opened_at,
    count(p.id) as posts, coalesce(max(p.at), t.opened_at) as last_at, t.closed_at, t.closed_by, t.closed_reason,
    t.slow_s, t.slow_at, t.slow_by, t.slow_reason, t.slow_until
from thread t left join post p on p.thread_id = t.id
where t.room_id = $1 and ($2::bigint is null or t.id < $2)
group by t.id
order by t.id desc
limit $3
