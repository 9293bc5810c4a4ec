-- everywhere -> Everywhere
select coalesce(t.mail, 'daily') as mail, coalesce(t.hour, 7) as hour
from person p left join telling t on t.person_id = p.id
where p.id = $1

-- email
select email from person where id = $1

-- rooms -> InRoom
select r.id as room_id, r.title, t.mail, coalesce(t.inbox, 'everything') as inbox
from member m
join room r on r.id = m.room_id
left join telling_in_room t on t.person_id = m.person_id and t.room_id = m.room_id
where m.person_id = $1 and m.ended_at is null and r.kind = 'discussion'
order by r.id desc
limit $2

-- choose -> Everywhere
insert into telling (person_id, mail, hour) values ($1, $2, $3)
on conflict (person_id) do update set mail = excluded.mail, hour = excluded.hour
returning mail, hour

-- choose_in_room -> InRoom
-- No row: this person is not in the room.
with inside as (
    select m.person_id, m.room_id, r.title
    from member m join room r on r.id = m.room_id
    where m.person_id = $1 and m.room_id = $2 and m.ended_at is null and r.kind = 'discussion'
),
kept as (
    insert into telling_in_room (person_id, room_id, mail, inbox)
    select person_id, room_id, $3, $4 from inside
    on conflict (person_id, room_id) do update set mail = excluded.mail, inbox = excluded.inbox
    returning room_id, mail, inbox
)
select k.room_id, i.title, k.mail, k.inbox from kept k join inside i using (room_id)

-- unsubscribe
-- Also where a room has a choice of its own: no letter may come after this.
with rooms as (
    update telling_in_room set mail = null where person_id = $1 and mail is not null
)
insert into telling (person_id, mail) values ($1, 'off')
on conflict (person_id) do update set mail = 'off'
