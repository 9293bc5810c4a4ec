-- keep
insert into reaction (post_id, room_id, number, reaction) values ($1, $2, $3, $4)
on conflict (post_id, reaction, number) do nothing

-- withdraw
delete from reaction where post_id = $1 and number = $2 and reaction = $3

-- count
-- A statement of its own, after the lock: only then are those that others gave before surely all seen.
select count(*) from reaction where post_id = $1 and reaction = $2

-- of_thread -> Received
-- By post and kind, only where there are any.
select r.post_id, r.reaction, count(*) as count, coalesce(bool_or(r.number = $3), false) as mine
from reaction r join post p on p.id = r.post_id
where r.room_id = $1 and p.thread_id = $2
group by r.post_id, r.reaction
order by r.post_id, r.reaction
