-- Requests for consent. A decided one is never changed: what is reviewed anew gets a row of its own.
create table approval (
    id             uuid        primary key,
    kind           text        not null,
    deployment_id  uuid,
    operator       text        not null,
    from_version   text,
    target_version text        not null,
    clusters       text[]      not null,
    crd_names      text[]      not null,
    crd_changes    text[]      not null,
    environment    text        not null,
    quorum         integer     not null check (quorum > 0),
    reason         text        not null,
    digest         text        not null,
    requester_id   text        not null,
    requester_name text        not null,
    requester_email text,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    state          text        not null check (state in ('Pending', 'Approved', 'Rejected', 'Expired', 'Cancelled')),
    ended_by       text,
    ended_by_name  text,
    ended_at       timestamptz,
    ended_reason   text,
    check ((state = 'Pending') = (ended_at is null))
);
create unique index approval_asked_once on approval (deployment_id, kind) where state = 'Pending';
create index approval_due on approval (expires_at) where state = 'Pending';
create index approval_by_state on approval (state, created_at);
create index approval_by_deployment on approval (deployment_id, kind, created_at);

-- Consents, by different people.
create table approval_vote (
    approval_id uuid        not null references approval on delete cascade,
    person      text        not null,
    person_name text        not null,
    at          timestamptz not null,
    notes       text        not null,
    primary key (approval_id, person)
);

-- Nothing changes a decided request or a consent.
create function approval_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'a decision is never changed';
end $$;
create trigger approval_decided before update on approval
    for each row when (old.state <> 'Pending') execute function approval_is_final();
create trigger approval_vote_given before update on approval_vote
    for each row execute function approval_is_final();
