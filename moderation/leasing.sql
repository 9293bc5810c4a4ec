-- claim
-- No row: somebody else holds it, or has just put it under another.
update moderation_case set claimed_by = $2, claimed_until = now() + $3::interval
where id = $1 and (claimed_by is null or claimed_by = $2 or claimed_until <= now()) and (within is null or stage <> 'open')
returning id

-- release
-- No row: this person does not hold it.
update moderation_case set claimed_by = null, claimed_until = null
where id = $1 and claimed_by = $2
returning id
