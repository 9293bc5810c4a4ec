-- administrator
-- No row: not one, or no longer.
select person_id from administrator where person_id = $1

-- people -> Known
select p.id, p.name, p.organisation, p.constituency, p.email,
    exists (select from administrator a where a.person_id = p.id) as administrator, v.since as verified, b.name as verified_by
from person p
left join verification v on v.person_id = p.id and v.ended_at is null
left join person b on b.id = v.verified_by
where strpos(lower(p.name), $1) > 0 or strpos(p.email, $1) > 0
order by p.name, p.id
limit $2
