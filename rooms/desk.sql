-- ready
select exists (select from room where kind = 'moderation') and not exists (
    select from administrator a
    where not exists (
        select from member m join room r on r.id = m.room_id
        where m.person_id = a.person_id and m.ended_at is null and r.kind = 'moderation'
    )
)

-- open -> Room
-- No row: it is open.
insert into room (kind, title, visibility) values ('moderation', $1, 'invited')
on conflict (kind) where kind = 'moderation' do nothing
returning id, kind, title, description, visibility, naming, opened_at, archived_at, archived_by, archived_reason

-- room
select id from room where kind = 'moderation'

-- standing
-- The administrators who do not sit at the desk.
select a.person_id from administrator a
where not exists (select from member m where m.room_id = $1 and m.person_id = a.person_id and m.ended_at is null)
order by a.since, a.person_id
