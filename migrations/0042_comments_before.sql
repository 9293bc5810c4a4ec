-- What was said of a version before a consultation on it was opened counts in it: it asks what a room thinks of that text, and that was said already.

-- What is let through after its consultation was closed counts in none. What counted in none is taken in by the first consultation that is opened on
-- its version afterwards. Else nothing about an anchor changes.
create or replace function anchor_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (new.id, new.room_id, new.proposal_id, new.version, new.place, new.first, new.length, new.whole, new.words, new.held_id, new.at) is distinct from
            (old.id, old.room_id, old.proposal_id, old.version, old.place, old.first, old.length, old.whole, old.words, old.held_id, old.at)
        or (new.post_id is distinct from old.post_id and (old.post_id is not null or new.post_id is null))
        or (new.post_id is not distinct from old.post_id and (old.consultation is not null or not exists (
            select from consultation c
            where c.proposal_id = old.proposal_id and c.number = new.consultation and c.version = old.version and c.closed_at is null
                and old.at < c.opened_at
        ))) then
        raise exception 'what a comment is about stays' using errcode = 'check_violation', constraint = 'anchor_stays';
    end if;
    if new.post_id is not distinct from old.post_id then
        return new;
    end if;
    perform from proposal p where p.id = old.proposal_id for share;
    new.consultation := (
        select c.number from consultation c where c.proposal_id = old.proposal_id and c.number = old.consultation and c.closed_at is null
    );
    return new;
end $$;

-- Whoever comments locks the proposal as whoever opens does, so each comment is before or after.
create function consultation_takes_in() returns trigger language plpgsql as $$
begin
    update post_anchor set consultation = new.number
    where proposal_id = new.proposal_id and version = new.version and consultation is null;
    return null;
end $$;
create trigger consultation_takes_in after insert on consultation for each row execute function consultation_takes_in();
