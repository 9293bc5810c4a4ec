-- Second factors: what a person shows beside the password, or instead of it.

alter table session add column strong_at timestamptz;  -- when a second factor was shown; null: a password alone

create table totp (                                  -- one authenticator application for a person
    person_id    bigint primary key references person,
    secret       bytea       not null,               -- sealed under the portal's secret, which is not in the database
    offered_at   timestamptz not null default now(),
    confirmed_at timestamptz,                        -- null: shown, and no code of it seen yet; it is asked for nowhere
    last_step    bigint      not null default 0 check (last_step >= 0), -- of the newest code taken: no older one is
    wrong        int         not null default 0 check (wrong between 0 and 4), -- in a row; the fifth locks
    locked_until timestamptz
);

create table recovery_code (
    person_id bigint      not null references person,
    code_hash bytea       not null check (octet_length(code_hash) = 32),
    made_at   timestamptz not null default now(),
    used_at   timestamptz,
    primary key (person_id, code_hash)
);

create table passkey (
    id            bigint generated always as identity primary key,
    person_id     bigint      not null references person,
    credential_id bytea       not null constraint passkey_credential_key unique
                              check (octet_length(credential_id) between 1 and 1023),
    public_key    bytea       not null check (octet_length(public_key) <= 4096), -- COSE
    sign_count    bigint      not null check (sign_count >= 0),
    transports    text[]      not null default '{}' check (cardinality(transports) <= 10),
    name          text        not null check (char_length(name) between 1 and 100),
    added_at      timestamptz not null default now(),
    used_at       timestamptz
);
create index passkey_of_person on passkey (person_id);

create table passkey_challenge (                     -- those that were answered: each is taken once
    digest     bytea primary key check (octet_length(digest) = 32),
    expires_at timestamptz not null                  -- after which it would not be taken anyway
);
create index passkey_challenge_expiry on passkey_challenge (expires_at);

create table half_sign_in (                          -- the password was right, and a second factor is due
    id         bigint generated always as identity primary key,
    person_id  bigint      not null references person,
    token_hash bytea       not null unique check (octet_length(token_hash) = 32), -- of a cookie of one browser
    wrong      int         not null default 0 check (wrong between 0 and 5),
    expires_at timestamptz not null
);
create index half_sign_in_of_person on half_sign_in (person_id);
