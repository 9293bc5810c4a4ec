-- close -> Over
-- Waits for whoever is casting. No row: it is not over, or was closed by another.
update vote v set closed_at = clock_timestamp()
where v.id = $1 and v.closed_at is null
    and (v.closes_at <= clock_timestamp() or v.secret and v.voters = (select count(*) from vote_turnout t where t.vote_id = v.id))
returning v.room_id, v.secret, v.rule::text as rule, v.options::text as options, v.voters, v.closed_at

-- sealed -> Sealed
select leaf, receipt, ballot from vote_sealed where vote_id = $1 order by leaf

-- sealed_tally -> Tally
select ballot, count(*)::int as times from vote_sealed where vote_id = $1 group by ballot order by 2 desc, 1

-- decide
update vote set result = $2::text::json where id = $1
