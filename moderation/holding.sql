-- found
-- No row: no case of it is open.
update moderation_case set findings = $2::text::json
where target = 'post' and target_id = $1 and (stage = 'open' or (stage = 'proposed' and decided_at is null))
returning id
