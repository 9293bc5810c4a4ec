-- hand -> Hand
-- No row: not in the room, or no such room.
select m.number, m.role, m.role = any($3) as may, r.archived_at is not null as archived,
    (
        select count(*)::int from invitation i
        where i.room_id = r.id and i.revoked_at is null and i.expires_at > now() and (i.most_uses is null or i.uses < i.most_uses)
    ) as open
from member m join room r on r.id = m.room_id
where m.room_id = $1 and m.person_id = $2 and m.ended_at is null and r.kind = 'discussion'

-- insert -> Invitation
insert into invitation (room_id, role, email, token_hash, made_by, expires_at, most_uses)
values ($1, $2, $3, $4, $5, now() + make_interval(days => $6), $7)
returning id, room_id, role, email, made_by, made_at, expires_at, most_uses, uses

-- inside
-- Whether this address is of somebody in the room.
select true from person p join member m on m.person_id = p.id
where p.email = $2 and m.room_id = $1 and m.ended_at is null

-- supersede
update invitation set revoked_at = now(), revoked_by = $3
where room_id = $1 and email = $2 and revoked_at is null and uses = 0

-- account
-- No row: nobody has this e-mail.
select id, language from person where email = $1

-- revoke -> Invitation
-- No row: none of this room, or ended already.
update invitation set revoked_at = now(), revoked_by = $3
where room_id = $1 and id = $2 and revoked_at is null
returning id, room_id, role, email, made_by, made_at, expires_at, most_uses, uses

-- open -> Invitation
select id, room_id, role, email, made_by, made_at, expires_at, most_uses, uses
from invitation
where room_id = $1 and revoked_at is null and expires_at > now() and (most_uses is null or uses < most_uses)
order by id desc
limit $2

-- find_link
-- No row: no such link.
select id from invitation where token_hash = $1

-- find_letter
-- No row: no such invitation to this address.
select id from invitation where id = $1 and email = $2

-- lock
-- So that the last use is one, and whoever made it stays what they are until it is used.
select i.id
from invitation i join member by on by.room_id = i.room_id and by.number = i.made_by
where i.id = $1
for no key update of i for share of by

-- held -> Held
-- Good only while its maker could still give this role.
select i.id, i.room_id, r.title as room, s.name as by, i.role, i.expires_at, i.made_by, i.email is null as by_link,
    case
        when i.revoked_at is not null or s.ended_at is not null
            or not (s.role = 'owner' or (s.role = 'facilitator' and i.role not in ('owner', 'facilitator'))) then 'revoked'
        when i.uses >= i.most_uses then 'used'
        when i.expires_at <= now() then 'expired'
        when r.archived_at is not null then 'archived'
        else 'open'
    end as fate,
    coalesce(m.number is not null and m.ended_at is null, false) as inside,
    coalesce(m.removed_by is not null, false) as removed,
    coalesce(m.removed_by is not null and m.ended_at > i.made_at, false) as removed_since
from invitation i
join room r on r.id = i.room_id
join shown_member s on s.room_id = i.room_id and s.number = i.made_by
left join member m on m.room_id = i.room_id and m.person_id = $2
where i.id = $1

-- use
update invitation set uses = uses + 1 where id = $1
