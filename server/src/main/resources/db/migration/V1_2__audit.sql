-- The audit log: append-only, each entry chained to the one before by its hash.
create table audit_entry (
    sequence      bigint      primary key,
    id            uuid        not null unique,
    at            timestamptz not null,
    category      text        not null,
    event         text        not null,
    severity      text        not null,
    result        text        not null,
    actor_id      text        not null,
    actor_name    text        not null,
    actor_email   text,
    resource_type text        not null,
    resource_id   text        not null,
    message       text        not null,
    metadata      text        not null,
    trace_id      text        not null,
    span_id       text        not null,
    address       text,
    client        text,
    hash          bytea       not null
);
create index audit_entry_by_time on audit_entry (at);
create index audit_entry_by_resource on audit_entry (resource_type, resource_id);
create index audit_entry_by_actor on audit_entry (actor_id);
create index audit_entry_by_trace on audit_entry (trace_id);

-- The end of the chain; locking its only row orders the writers. first_sequence and first_hash are what retention left:
-- the last entry that was removed.
create table audit_chain (
    the_one        boolean primary key default true check (the_one),
    first_sequence bigint  not null,
    first_hash     bytea   not null,
    last_sequence  bigint  not null,
    last_hash      bytea   not null
);
insert into audit_chain (first_sequence, first_hash, last_sequence, last_hash) values (0, '\x', 0, '\x');

-- Nothing changes an entry, and only retention removes one.
create function audit_entry_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('kspec.audit_retention', true) = 'on' then
        return old;
    end if;
    raise exception 'audit_entry is append-only';
end $$;
create trigger audit_entry_rows before update or delete on audit_entry
    for each row execute function audit_entry_is_append_only();
create trigger audit_entry_truncation before truncate on audit_entry
    for each statement execute function audit_entry_is_append_only();
