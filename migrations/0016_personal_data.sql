-- What people ask about their own data, and who of them is erased.

alter table person
    add column erased_at timestamptz;               -- everything that named them is gone; the number stays
-- A change that was on its way while they were erased gives nothing back.
alter table person add constraint person_erased check (
    erased_at is null or (name = 'Tài khoản đã xóa' and organisation = '' and num_nonnulls(email, password) = 0)
) not valid;

create table data_request (
    id         bigint generated always as identity primary key,
    person_id  bigint      not null references person,
    kind       text        not null check (kind in ('export', 'correction', 'erasure')),
    words      text        not null default '' check (char_length(words) <= 2000),
    asked_at   timestamptz not null default now(),
    due_at     timestamptz not null check (due_at > asked_at), -- the end of the second working day in Viet Nam
    outcome    text check (outcome in ('done', 'refused')),
    decided_at timestamptz,
    decided_by bigint references person,
    reason     text check (char_length(reason) <= 500),
    check (num_nulls(outcome, decided_at, decided_by, reason) in (0, 4)),
    constraint request_not_own check (decided_by <> person_id),
    constraint request_refused_with_reason check (outcome <> 'refused' or reason <> '')
);
create unique index data_request_open on data_request (person_id, kind) where outcome is null;
create index data_request_due on data_request (due_at, id) where outcome is null;
create index data_request_of_person on data_request (person_id, id);
