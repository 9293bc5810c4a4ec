-- What people ask about their own data, and who of them is erased.

alter table person
    add column erased_at timestamptz;               -- everything that named them is gone; the number stays
-- A change that was on its way while they were erased gives nothing back.
alter table person add constraint person_erased check (
    erased_at is null or (name = 'Tài khoản đã xóa' and organisation = '' and num_nonnulls(email, password) = 0)
) not valid;

alter table member
    add column owned_until timestamptz;              -- owned the room until then and no longer does, or did before and does again

create function owned_until() returns trigger language plpgsql as $$
begin
    new.owned_until := clock_timestamp();
    return new;
end $$;
create trigger owned_until before update of role, ended_at on member
    for each row when (old.role = 'owner' and old.ended_at is null and (new.role <> 'owner' or new.ended_at is not null))
    execute function owned_until();

create table data_request (                          -- each has a case in the queue, which holds its clock and its acts
    id          bigint generated always as identity primary key,
    person_id   bigint      not null references person,
    kind        text        not null check (kind in ('export', 'correction', 'erasure')),
    words       text        not null default '' check (char_length(words) <= 2000),
    asked_at    timestamptz not null default now(),
    due_at      timestamptz not null check (due_at > asked_at), -- the end of the second working day in Viet Nam
    outcome     text check (outcome in ('done', 'refused')),
    decided_at  timestamptz,
    decided_by  bigint references person,
    act_id      bigint,
    alone       boolean     not null default false,  -- erased by one: nobody else could have confirmed it
    check (num_nulls(outcome, decided_at, decided_by, act_id) in (0, 4)),
    check (not alone or (kind = 'erasure' and outcome = 'done')),
    unique (id, person_id),
    constraint request_not_own check (decided_by <> person_id),
    foreign key (act_id, decided_by) references moderation_act (id, by)
);
create unique index data_request_open on data_request (person_id, kind) where outcome is null;
create index data_request_of_person on data_request (person_id, id);
create index data_request_asked on data_request (asked_at); -- for statistics

create table erasure_proposal (                      -- to erase somebody: done by a second, or not at all; nothing of it is written over
    id         bigint generated always as identity primary key,
    request_id bigint      not null,
    person_id  bigint      not null,                 -- who would be erased
    by         bigint      not null references person,
    at         timestamptz not null default now(),
    private_note text      not null default '' check (char_length(private_note) <= 2000),
    outcome    text check (outcome in ('confirmed', 'declined', 'withdrawn')),
    decided_by bigint references person,
    decided_at timestamptz,
    note       text check (char_length(note) <= 2000), -- of the second, for whoever answers
    check (num_nulls(outcome, decided_by, decided_at, note) in (0, 4)),
    constraint erasure_not_on_own check (by <> person_id and decided_by <> person_id),
    constraint erasure_seconded_by_another check ((decided_by = by) = (outcome = 'withdrawn')),
    foreign key (request_id, person_id) references data_request (id, person_id)
);
create unique index erasure_proposal_waiting on erasure_proposal (request_id) where outcome is null;
create index erasure_proposal_of on erasure_proposal (request_id, id);

-- How many others there were to answer what this person asked: owners of the room of moderation, then or since. Who is silenced, or
-- owns it no more, counts still: else one owner could put the others out of the way first.
create function others_who_answer(one bigint, asker bigint, asked timestamptz) returns int language sql stable as $$
    select count(*)::int
    from member m join room r on r.id = m.room_id
    where r.kind = 'moderation' and m.person_id not in (one, asker)
        and ((m.role = 'owner' and m.ended_at is null) or m.owned_until >= asked)
$$;

create function erased_by_two() returns trigger language plpgsql as $$
begin
    if (case when new.alone
        then others_who_answer(new.decided_by, new.person_id, new.asked_at) > 0
        else not exists (
            select from erasure_proposal p where p.request_id = new.id and p.outcome = 'confirmed' and p.decided_by = new.decided_by
        )
    end) then
        raise exception 'an erasure is confirmed by another' using errcode = 'check_violation', constraint = 'request_erased_by_two';
    end if;
    return new;
end $$;
create trigger erased_by_two before insert or update of kind, asked_at, outcome, decided_by, alone on data_request
    for each row when (new.kind = 'erasure' and new.outcome = 'done') execute function erased_by_two();
