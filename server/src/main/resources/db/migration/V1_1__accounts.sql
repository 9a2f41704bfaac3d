-- People who log in with a password.
create table account (
    id            uuid        primary key,
    username      text        not null unique,
    email         text,
    full_name     text,
    password_hash text        not null,
    roles         text[]      not null,
    environments  text[]      not null default '{}',
    created_at    timestamptz not null default now(),
    failed_logins integer     not null default 0,
    locked_until  timestamptz
);

-- Every token this server issued. One that is not here, revoked or expired is not accepted.
create table issued_token (
    id           uuid        primary key,
    kind         text        not null check (kind in ('Login', 'Service')),
    subject      text        not null,
    name         text        not null,
    roles        text[]      not null,
    environments text[]      not null default '{}',
    issued_by    text        not null,
    issued_at    timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz
);
create index issued_token_by_expiry on issued_token (expires_at);

-- The keys tokens are signed with. The sealed private part goes when a newer key signs; the public part stays as long as
-- a token signed with it may live.
create table signing_key (
    id          text        primary key,
    public_jwk  text        not null,
    sealed      bytea,
    sealed_with text,
    created_at  timestamptz not null,
    needed_until timestamptz not null
);
