-- comment -> Comment
-- The proposal is locked by whoever asks, and so are its consultations. No row: it is no comment on this proposal.
select p.version as said, p.hidden_at is null and p.retracted_at is null as there, a.consultation,
    exists (select from consultation c where c.proposal_id = a.proposal_id and c.number = a.consultation and c.closed_at is not null) as closed,
    coalesce((disposed(p.id)).number, 0) as number, (disposed(p.id)).kind as kind
from post_anchor a join post p on p.id = a.post_id
where a.proposal_id = $1 and a.post_id = $2
for share of p

-- write -> DispositionLine
insert into disposition (post_id, number, proposal_id, consultation, room_id, kind, reason, said, by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
returning post_id, number, kind, by, at
