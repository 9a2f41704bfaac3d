-- Migrations are forward only: a file that was ever released is never edited, a change is a new file.

-- What POSTs with an Idempotency-Key answered; status is null while the first of them runs.
create table idempotency_key (
    caller       text        not null,
    path         text        not null,
    key          text        not null,
    fingerprint  bytea       not null,
    started_at   timestamptz not null,
    status       integer,
    media_type   text,
    location     text,
    body         bytea,
    primary key (caller, path, key)
);
create index idempotency_key_by_age on idempotency_key (started_at);

-- Token buckets, in the form of the library that fills them; unlogged, because a crash may forget them.
create unlogged table rate_limit (
    id         text primary key,
    state      bytea,
    expires_at bigint
);
create index rate_limit_by_expiry on rate_limit (expires_at);
