-- floor -> Floor
-- The member, locked against who removes or demotes. No row: not in the room, or no such room.
select m.number, m.role = any($3) as may, case when m.silenced_until > now() then m.silenced_act end as silenced,
    r.archived_at is not null as archived, r.naming
from member m join room r on r.id = m.room_id
where m.room_id = $1 and m.person_id = $2 and m.ended_at is null and r.kind = 'discussion'
for share of m

-- table
insert into room (kind, title, visibility, naming) values ('drafting', 'Bàn soạn thảo', 'invited', $1) returning id

-- begin
insert into proposal (room_id, table_id, begun_by, from_thread, from_post) values ($1, $2, $3, $4, $5) returning id

-- stage
insert into proposal_stage (proposal_id, room_id, round, stage, by, reason) values ($1, $2, 1, 'drafting', $3, '')

-- save -> TableDraft
insert into proposal_draft (proposal_id, room_id, number, title, text, by) values ($1, $2, $3, $4, $5, $6)
returning proposal_id, number, title, text, by, at

-- saved -> TableDraft
select proposal_id, number, title, text, by, at from proposal_draft where proposal_id = $1 and number = $2
