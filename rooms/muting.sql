-- hand
-- The person's own number. No row: not in the room, or somebody's inbox.
select m.number from member m join room r on r.id = m.room_id
where m.room_id = $1 and m.person_id = $2 and m.ended_at is null and r.kind = 'discussion'

-- full
select true from mute where person_id = $1 having count(*) >= $2

-- mute
-- The member's number. No row: no such member. Doing it twice changes nothing.
with met as (
    select m.number, m.person_id, case r.naming when 'names' then null else r.id end as room_id
    from member m join room r on r.id = m.room_id
    where m.room_id = $2 and m.number = $3
),
muted as (
    insert into mute (person_id, muted_id, room_id) select $1, person_id, room_id from met
    on conflict do nothing
)
select number from met

-- unmute
-- In a room that the person can see: elsewhere their list would tell who that number is.
delete from mute u
using member m, room r
where r.id = $2 and m.room_id = r.id and m.number = $3
    and u.person_id = $1 and u.muted_id = m.person_id
    and u.room_id is not distinct from case r.naming when 'names' then null else r.id end
    and (r.visibility = 'public' or exists (
        select from member mine where mine.room_id = r.id and mine.person_id = $1 and mine.ended_at is null
    ))

-- numbers
-- Of a room that the person can see: elsewhere it would say who is there.
select u.person_id, u.number
from muted_member u join room r on r.id = u.room_id
where u.person_id = any($1::bigint[]) and u.room_id = $2 and (r.visibility = 'public' or exists (
    select from member mine where mine.room_id = r.id and mine.person_id = u.person_id and mine.ended_at is null
))
order by u.number

-- listing -> Muted
select distinct on (u.since, u.muted_id, u.room_id)
    r.id as room_id, r.title as room, s.number, s.name, u.room_id is null as everywhere, u.since
from mute u
join shown_member s on s.person_id = u.muted_id
join room r on r.id = s.room_id and r.kind = 'discussion'
left join member mine on mine.room_id = r.id and mine.person_id = u.person_id and mine.ended_at is null
where u.person_id = $1 and (mine.number is not null or r.visibility = 'public')
    and (u.room_id = r.id or (u.room_id is null and r.naming = 'names'))
order by u.since desc, u.muted_id, u.room_id, r.id desc
limit $2
