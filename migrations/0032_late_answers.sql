-- A comment that was hidden when its consultation was closed, and was given back since, still gets its first answer.

create or replace function disposition_in_time() returns trigger language plpgsql as $$
begin
    perform from consultation c
    where c.proposal_id = new.proposal_id and c.number = new.consultation and c.room_id = new.room_id and (c.closed_at is null or new.number = 1) for share;
    if not found or coalesce((disposed(new.post_id)).number, 0) + 1 <> new.number
        or not exists (
            select from post_anchor a
            where a.post_id = new.post_id and a.proposal_id = new.proposal_id and a.consultation = new.consultation
        ) then
        raise exception 'an answer is to a comment of an open consultation, or the first one of a comment' using
            errcode = 'check_violation', constraint = 'disposition_in_time';
    end if;
    return new;
end $$;
