-- room_of
-- No row: this person does not moderate.
select m.room_id from member m join room r on r.id = m.room_id
where m.person_id = $1 and m.ended_at is null and r.kind = 'moderation'
