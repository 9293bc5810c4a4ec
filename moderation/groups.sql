-- together -> About
-- In the order in which everybody locks what cases are about.
select id, target, target_id from moderation_case
where id = any($1::bigint[]) or (within = any($1::bigint[]) and stage = 'open')
order by target, target_id, id

-- lock
select id from moderation_case where id = any($1::bigint[]) order by id for no key update

-- led
select coalesce(array_agg(id order by id), '{}') from moderation_case where within = $1 and stage = 'open'

-- join
-- They are held with the one that leads them.
update moderation_case set within = $2, claimed_by = null, claimed_until = null where id = any($1::bigint[])

-- part
update moderation_case set within = null where id = any($1::bigint[]) and within = $2 and stage = 'open'
