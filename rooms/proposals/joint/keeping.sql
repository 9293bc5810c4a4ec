-- state -> Kept
-- No row: nobody has edited it since it was last saved as a whole; it begins with its newest save.
select seq, state, hands from draft_state where proposal_id = $1

-- reach -> Reach
-- No row: nobody has edited it yet.
select s.seq as base, coalesce((select max(u.seq) from draft_update u where u.proposal_id = s.proposal_id), s.seq) as head
from draft_state s where s.proposal_id = $1

-- changes -> Update
select seq, change, by from draft_update where proposal_id = $1 and seq > $2 order by seq

-- newest -> Newest
-- No row: no such proposal.
select d.number, d.title, d.text, d.by, h.hands
from proposal_draft d left join proposal_hand h on h.proposal_id = d.proposal_id and h.draft = d.number
where d.proposal_id = $1 order by d.number desc limit 1

-- begin
insert into draft_state (proposal_id, room_id, seq, state, hands) values ($1, $2, 0, $3, $4) on conflict do nothing

-- take
insert into draft_update (proposal_id, room_id, seq, change, by) values ($1, $2, $3, $4, $5)

-- fold
update draft_state set seq = $2, state = $3, hands = $4 where proposal_id = $1

-- forget
delete from draft_update where proposal_id = $1 and seq <= $2

-- hand
insert into proposal_hand (proposal_id, draft, hands) values ($1, $2, $3)
