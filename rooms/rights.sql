-- person -> Looked
-- No row: no such person.
select p.id, p.name, p.organisation, p.constituency, a.since as administrator_since, m.name as made_by,
    v.since as verified, b.name as verified_by
from person p
left join administrator a on a.person_id = p.id
left join person m on m.id = a.made_by
left join verification v on v.person_id = p.id and v.ended_at is null
left join person b on b.id = v.verified_by
where p.id = $1

-- places -> Membership
select r.id as room_id, r.title, r.visibility, r.naming, r.archived_at, r.archived_reason, m.role,
    case r.naming when 'names' then m.since end as since,
    case r.naming when 'names' then coalesce(m.role_since, m.since) end as role_since,
    case r.naming when 'names' then s.name end as role_by,
    case r.naming when 'names' then m.ended_at end as ended_at,
    m.ended_at is not null as over, m.removed_by is not null as removed
from member m
join room r on r.id = m.room_id
left join shown_member s on s.room_id = m.room_id and s.number = m.role_by
where m.person_id = $1 and r.kind = 'discussion'
order by m.ended_at is not null, r.id desc
limit $2

-- place -> Membership
-- No row: no such room, or somebody's inbox.
select r.id as room_id, r.title, r.visibility, r.naming, r.archived_at, r.archived_reason, m.role,
    case r.naming when 'names' then m.since end as since,
    case r.naming when 'names' then coalesce(m.role_since, m.since) end as role_since,
    case r.naming when 'names' then s.name end as role_by,
    case r.naming when 'names' then m.ended_at end as ended_at,
    m.ended_at is not null as over, m.removed_by is not null as removed
from room r
left join member m on m.room_id = r.id and m.person_id = $1
left join shown_member s on s.room_id = m.room_id and s.number = m.role_by
where r.id = $2 and r.kind = 'discussion'

-- desk
-- What somebody is in the room of moderation. No row: they are not in it.
select m.role from member m join room r on r.id = m.room_id
where r.kind = 'moderation' and m.person_id = $1 and m.ended_at is null

-- silences
select a.act from person p join moderation_act a on a.id = p.silenced_act where p.id = $1 and p.silenced_until > now()
union
select a.act from member m join moderation_act a on a.id = m.silenced_act
where m.person_id = $1 and m.room_id = $2 and m.silenced_until > now()
