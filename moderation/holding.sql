-- found
update moderation_case set findings = $2::text::json, reason = $3, weight = $4, rank = $5, due_at = least(due_at, now() + $6::interval) where id = $1
