-- What people ask about their own data, and who of them is erased.

alter table person
    add column erased_at timestamptz;               -- everything that named them is gone; the number stays
-- A change that was on its way while they were erased gives nothing back.
alter table person add constraint person_erased check (
    erased_at is null or (name = 'Tài khoản đã xóa' and organisation = '' and num_nonnulls(email, password) = 0)
) not valid;

create table data_request (                          -- each has a case in the queue, which holds its clock and its acts
    id          bigint generated always as identity primary key,
    person_id   bigint      not null references person,
    kind        text        not null check (kind in ('export', 'correction', 'erasure')),
    words       text        not null default '' check (char_length(words) <= 2000),
    asked_at    timestamptz not null default now(),
    due_at      timestamptz not null check (due_at > asked_at), -- the end of the second working day in Viet Nam
    proposed_by bigint references person,            -- an erasure: who would carry it out, and waits for a second
    proposed_at timestamptz,
    proposal_note text check (char_length(proposal_note) <= 2000),
    outcome     text check (outcome in ('done', 'refused')),
    decided_at  timestamptz,
    decided_by  bigint references person,
    act_id      bigint,
    in_review   boolean     not null default false,  -- its refusal is looked at again; as its case says
    alone       boolean     not null default false,  -- erased by one: nobody else could have confirmed it
    check (num_nulls(outcome, decided_at, decided_by, act_id) in (0, 4)),
    check (num_nulls(proposed_by, proposed_at, proposal_note) in (0, 3)),
    constraint request_not_own check (decided_by <> person_id and proposed_by <> person_id),
    constraint request_erased_by_two check (
        kind <> 'erasure' or outcome is distinct from 'done' or alone or (proposed_by is not null and proposed_by <> decided_by)
    ),
    foreign key (act_id, decided_by) references moderation_act (id, by)
);
create unique index data_request_open on data_request (person_id, kind) where outcome is null or in_review;
create index data_request_of_person on data_request (person_id, id);
create index data_request_asked on data_request (asked_at); -- for statistics

-- How many others could answer what this person asks: owners of the room of moderation who may act.
create function others_who_answer(one bigint, asker bigint) returns int language sql stable as $$
    select count(*)::int
    from member m join room r on r.id = m.room_id join person p on p.id = m.person_id
    where r.kind = 'moderation' and m.role = 'owner' and m.ended_at is null and m.person_id not in (one, asker)
        and coalesce(p.silenced_until <= now(), true)
$$;

create function erased_alone_by_the_last() returns trigger language plpgsql as $$
begin
    if others_who_answer(new.decided_by, new.person_id) > 0 then
        raise exception 'an erasure is confirmed by another' using errcode = 'check_violation', constraint = 'request_erased_by_two';
    end if;
    return new;
end $$;
create trigger erased_alone_by_the_last before insert or update on data_request
    for each row when (new.alone) execute function erased_alone_by_the_last();

create function request_in_review() returns trigger language plpgsql as $$
begin
    update data_request set in_review = new.stage = 'review' where id = new.target_id;
    return new;
end $$;
create trigger request_in_review after update of stage on moderation_case
    for each row when (new.target = 'request' and (old.stage = 'review') <> (new.stage = 'review')) execute function request_in_review();
