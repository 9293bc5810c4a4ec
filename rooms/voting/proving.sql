-- newest -> VoteCheckpoint
-- No row: nothing was signed yet.
select c.size, c.note, c.key
from vote_checkpoint c
where c.vote_id = $1
order by c.size desc, c.at desc
limit 1

-- of_receipt -> Sealed
-- No row: no such receipt in this vote.
select s.leaf, l.record, s.ballot
from vote_sealed s join vote_leaf l on l.vote_id = s.vote_id and l.leaf = s.leaf
where s.vote_id = $1 and s.receipt = $2

-- records
select record from vote_leaf where vote_id = $1 and leaf < $2 order by leaf

-- hashes
select hash from vote_leaf where vote_id = $1 and leaf < $2 order by leaf
