-- due -> Ending
-- No row: it is not time, nobody can vote because the room is archived or it is over, or another process reminds just now.
with held as (
    select v.id, v.room_id, v.proposal_id, v.closes_at, reminders_due(v.opened_at, v.closes_at, clock_timestamp()) as due
    from vote v
    join room r on r.id = v.room_id
    join vote_ledger l on l.vote_id = v.id
    where v.id = $1 and v.proposal_id is not null and v.closed_at is null and v.closes_at > clock_timestamp() and r.archived_at is null
        and l.reminded < reminders_due(v.opened_at, v.closes_at, clock_timestamp())
    for update of l skip locked
),
done as (
    update vote_ledger l set reminded = h.due from held h where l.vote_id = h.id
)
select room_id, proposal_id, closes_at from held
