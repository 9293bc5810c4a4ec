-- Drafting together: the document at a table, as the updates that its co-authors made, and whose hand each stretch of a save is.

create table draft_state (                           -- all updates up to `seq`, in one; no row: the newest save is where the document begins
    proposal_id bigint not null primary key,
    room_id     bigint not null,
    seq         bigint not null check (seq >= 0),
    state       bytea  not null check (octet_length(state) <= 33554432),
    hands       text   not null,                     -- [[bytes of the text, number of the member or null], …]
    foreign key (room_id, proposal_id) references proposal (room_id, id)
);

create table draft_update (                          -- those that came after it, in the order in which they were taken
    proposal_id bigint      not null references draft_state,
    room_id     bigint      not null,
    seq         bigint      not null check (seq > 0),
    change      bytea       not null check (octet_length(change) between 1 and 2097152),
    by          int         not null,
    at          timestamptz not null default now(),
    primary key (proposal_id, seq),
    foreign key (room_id, by) references member
);

create table proposal_hand (                         -- whose a save is; no row: it was made before this was kept
    proposal_id bigint not null,
    draft       int    not null,
    hands       text   not null,                     -- [[characters, number of the member or null], …]
    primary key (proposal_id, draft),
    foreign key (proposal_id, draft) references proposal_draft
);

create function update_in_time() returns trigger language plpgsql as $$
declare last bigint;
begin
    perform from proposal p where p.id = new.proposal_id for no key update;
    select greatest(s.seq, coalesce((select max(u.seq) from draft_update u where u.proposal_id = s.proposal_id), 0)) into last
    from draft_state s where s.proposal_id = new.proposal_id;
    if (proposal_at(new.proposal_id)).stage not in ('drafting', 'discussion', 'amendments') or new.seq <> last + 1 then
        raise exception 'the text is frozen' using errcode = 'check_violation', constraint = 'version_in_time';
    end if;
    return new;
end $$;
create trigger update_in_time before insert on draft_update for each row execute function update_in_time();
