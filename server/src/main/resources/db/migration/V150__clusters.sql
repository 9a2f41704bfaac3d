-- A registered cluster. A deleted one stays as a row without anything personal, because history points to it.
create table clusters (
    id uuid primary key,
    name text not null,
    description text not null default '',
    environment text not null check (environment in ('Development', 'Staging', 'Production')),
    labels jsonb not null default '{}',
    enabled boolean not null default true,
    api_server_url text not null,
    kubernetes_version text not null,
    nodes_ready integer not null,
    nodes_not_ready integer not null,
    health text not null check (health in ('Unknown', 'Healthy', 'Degraded', 'Unhealthy')),
    message text not null default '',
    latency_ms bigint not null,
    last_success_at timestamptz,
    registered_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    -- The health cycle: when the next check is due, and who is at it.
    check_due timestamptz not null,
    check_claim uuid,
    check_claimed_until timestamptz
);
create unique index clusters_name on clusters (name) where deleted_at is null;
create index clusters_check_due on clusters (check_due) where deleted_at is null and enabled;

-- The sealed kubeconfig; its row goes with the cluster. A change of the revision makes every replica sign in anew.
create table cluster_credentials (
    cluster_id uuid primary key references clusters (id),
    revision uuid not null,
    sealed bytea not null,
    key_id text not null,
    -- The service account that short-lived tokens are minted for; empty when the credential itself is used.
    account_namespace text not null default '',
    account_name text not null default '',
    expires_at timestamptz
);

-- Which operator runs where, and how it is.
create table deployed_operators (
    cluster_id uuid not null references clusters (id),
    operator_name text not null,
    namespace text not null,
    version text not null,
    -- Its controllers, webhooks and definitions: what a check looks at.
    probed jsonb not null,
    deployed_at timestamptz not null,
    -- What failed before the rollout that brought this version: not blamed on it.
    baseline jsonb,
    health text not null default 'Unknown' check (health in ('Unknown', 'Healthy', 'Degraded', 'Unhealthy')),
    details jsonb,
    message text not null default '',
    consecutive_failures integer not null default 0,
    last_checked_at timestamptz,
    -- What a check must remember for the next one.
    seen jsonb,
    check_due timestamptz not null,
    check_claim uuid,
    check_claimed_until timestamptz,
    primary key (cluster_id, operator_name)
);
create index deployed_operators_operator on deployed_operators (operator_name);
create index deployed_operators_check_due on deployed_operators (check_due);

-- Every check that was made. The keys say that a check that was due was made once.
create table cluster_checks (
    cluster_id uuid not null references clusters (id),
    due timestamptz not null,
    checked_at timestamptz not null,
    health text not null,
    latency_ms bigint,
    message text not null,
    primary key (cluster_id, due)
);
create index cluster_checks_checked_at on cluster_checks (checked_at);

create table operator_checks (
    cluster_id uuid not null references clusters (id),
    operator_name text not null,
    due timestamptz not null,
    checked_at timestamptz not null,
    version text not null,
    health text not null,
    consecutive_failures integer not null,
    message text not null,
    primary key (cluster_id, operator_name, due)
);
create index operator_checks_checked_at on operator_checks (checked_at);

-- The replica whose metrics hold figures of the whole fleet.
create table fleet_teller (
    replica uuid,
    until timestamptz not null
);
insert into fleet_teller values (null, now());
