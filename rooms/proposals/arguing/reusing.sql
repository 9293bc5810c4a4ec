-- found -> Found
-- No row: no such post in this room.
select p.retracted_at is not null as retracted, p.hidden_at is not null as hidden,
    exists (select from argument_use u where u.proposal_id = $1 and u.post_id = p.id and u.ended_at is null)
    or exists (select from argument a where a.proposal_id = $1 and a.post_id = p.id)
    or exists (select from proposal_first_post f where f.proposal_id = $1 and f.post_id = p.id) as own
from post p
where p.room_id = $2 and p.id = $3

-- use -> Use
insert into argument_use (proposal_id, room_id, post_id, stance, by) values ($1, $2, $3, $4, $5)
returning proposal_id, post_id, stance, by, at

-- used -> Use
-- No row: it is not taken up now.
select proposal_id, post_id, stance, by, at from argument_use where proposal_id = $1 and post_id = $2 and ended_at is null

-- end
update argument_use set ended_by = $3, ended_at = now() where proposal_id = $1 and post_id = $2 and ended_at is null
returning ended_at
