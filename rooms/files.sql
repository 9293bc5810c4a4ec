-- alone
-- One file at a time comes into a room, and from a person, so that nothing goes past what may be kept.
select pg_advisory_xact_lock(hashtextextended('files of room ' || $1::bigint::text, 0)),
    pg_advisory_xact_lock(hashtextextended('files of person ' || $2::bigint::text, 0))

-- floor -> Floor
-- A member who brings a file, locked against who removes or demotes. No row: not in the room, or no such room.
select m.role = any($3) as may, case when m.silenced_until > now() then m.silenced_act end as silenced, r.archived_at is not null as archived, r.naming = 'names' as named,
    (select count(*) from file f where f.person_id = $2 and f.uploaded_at > now() - interval '1 day')::int as today,
    (select coalesce(sum(f.size_bytes), 0) from file f where f.person_id = $2)::bigint as person_bytes,
    (select coalesce(sum(f.size_bytes), 0) from file f where f.room_id = $1)::bigint as room_bytes
from member m join room r on r.id = m.room_id
where m.room_id = $1 and m.person_id = $2 and m.ended_at is null and r.kind = 'discussion'
for share of m

-- insert -> Attachment
insert into file (room_id, person_id, name, type, size_bytes, digest, width, height, thumbnail)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
returning id, name, type, size_bytes, width, height, alt

-- take -> Attachment
-- Files of the post's author that wait in its room; one that another post takes just now is waited for, and then gone.
update file set post_id = $3, place = told.place, alt = told.alt
from unnest($4::bigint[], $5::text[]) with ordinality as told(id, alt, place), member m
where file.id = told.id and file.room_id = $1 and file.post_id is null and file.held_id is null
    and m.room_id = $1 and m.number = $2 and m.person_id = file.person_id
returning file.id, file.name, file.type, file.size_bytes, file.width, file.height, file.alt

-- found -> Found
-- A file of a post that this person may read and that stands, their own that waits, or one of words of others that a case is about, for
-- who decides and is not suspended: those they took back are gone. No row: everything else.
select f.name, f.type, f.size_bytes, f.digest, f.thumbnail
from file f
join room r on r.id = f.room_id
left join post p on p.id = f.post_id
left join member m on m.room_id = f.room_id and m.person_id = $2 and m.ended_at is null
where f.id = $1 and (case
    when f.post_id is null then f.person_id = $2 and m.number is not null
    else coalesce(p.retracted_at, p.hidden_at) is null and (m.number is not null or r.visibility = 'public')
end or (p.retracted_at is null and exists (
    select from room d
    join member s on s.room_id = d.id and s.person_id = $2 and s.ended_at is null and s.role = any($3::text[])
    join moderation_case c on c.person_id <> $2 and (
        (c.target = 'post' and c.target_id = f.post_id)
        or (c.target = 'held' and c.target_id = coalesce(f.held_id, (select h.id from held_post h where h.post_id = f.post_id)))
    )
    join person w on w.id = s.person_id and coalesce(w.silenced_until <= now(), true)
    where d.kind = 'moderation'
)))

-- forget_waiting
with gone as (
    delete from file where post_id is null and held_id is null and uploaded_at < now() - make_interval(hours => $1)
    returning true
)
select count(*)::int from gone

-- needed -> Digest
select digest from file where digest = any($1::bytea[])
union
select thumbnail as digest from file where thumbnail = any($1::bytea[])
