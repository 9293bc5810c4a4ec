-- invitation -> Invitation
-- No row: it was revoked, used or has expired.
select r.title as room, m.name as by, i.role, i.expires_at
from invitation i
join room r on r.id = i.room_id
join shown_member m on m.room_id = i.room_id and m.number = i.made_by
where i.id = $1 and i.revoked_at is null and i.expires_at > now() and i.uses < coalesce(i.most_uses, i.uses + 1)
