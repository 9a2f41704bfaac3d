-- A rollout is its machine's state, as lifecycle writes it; the columns beside it are copies for lists.
CREATE TABLE rollouts (
    id               UUID        PRIMARY KEY,
    -- The order in which rollouts were accepted: the later one owns a cluster that both changed.
    number           BIGINT      GENERATED ALWAYS AS IDENTITY UNIQUE,
    schema           INT         NOT NULL,
    machine          JSONB       NOT NULL,
    operator_name    TEXT        NOT NULL,
    target_version   TEXT        NOT NULL,
    previous_version TEXT,
    strategy         TEXT        NOT NULL,
    state            TEXT        NOT NULL,
    requested_by     TEXT        NOT NULL,
    requester_id     TEXT        NOT NULL,
    requester_email  TEXT,
    requested_at     TIMESTAMPTZ NOT NULL,
    estimated_at     TIMESTAMPTZ,
    completed_at     TIMESTAMPTZ,
    helm_values      JSONB       NOT NULL,
    requires_consent BOOLEAN     NOT NULL,
    -- W3C context of the request, so that what workers do later hangs on the same trace.
    trace_parent     TEXT,
    last_event       BIGINT      NOT NULL DEFAULT 0
);
CREATE INDEX rollouts_operator ON rollouts (operator_name, number);
CREATE INDEX rollouts_state ON rollouts (state, number);
CREATE INDEX rollouts_requested_by ON rollouts (requested_by, number);

CREATE TABLE rollout_clusters (
    rollout      UUID    NOT NULL REFERENCES rollouts,
    cluster_name TEXT    NOT NULL,
    position     INT     NOT NULL,
    wave         INT     NOT NULL,
    state        TEXT    NOT NULL,
    step         TEXT    NOT NULL,
    changed      BOOLEAN NOT NULL,
    superseded   BOOLEAN NOT NULL,
    PRIMARY KEY (rollout, cluster_name)
);
CREATE INDEX rollout_clusters_cluster ON rollout_clusters (cluster_name, rollout);

-- Every change of state, for ever.
CREATE TABLE rollout_transitions (
    id           BIGINT      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rollout      UUID        NOT NULL REFERENCES rollouts,
    cluster_name TEXT,
    from_state   TEXT,
    to_state     TEXT        NOT NULL,
    trigger      TEXT        NOT NULL,
    cause        TEXT        NOT NULL,
    actor        TEXT        NOT NULL,
    at           TIMESTAMPTZ NOT NULL
);
CREATE INDEX rollout_transitions_rollout ON rollout_transitions (rollout, id);

-- What workers shall do. A row is due when its time has come, or when the worker that took it has let its claim run
-- out; each claim has a number of its own, and only the newest one's result counts.
CREATE TABLE rollout_commands (
    rollout    UUID        NOT NULL REFERENCES rollouts,
    number     BIGINT      NOT NULL,
    schema     INT         NOT NULL,
    kind       TEXT        NOT NULL,
    cluster_name TEXT,
    lane       TEXT        NOT NULL,
    payload    JSONB       NOT NULL,
    state      TEXT        NOT NULL DEFAULT 'Open' CHECK (state IN ('Open', 'Done', 'Dropped')),
    due_at     TIMESTAMPTZ NOT NULL,
    claim      BIGINT      NOT NULL DEFAULT 0,
    claimed_by TEXT,
    attempts   INT         NOT NULL DEFAULT 0,
    result     TEXT,
    ended_at   TIMESTAMPTZ,
    PRIMARY KEY (rollout, number)
);
CREATE INDEX rollout_commands_due ON rollout_commands (lane, due_at) WHERE state = 'Open';
CREATE INDEX rollout_commands_open ON rollout_commands (rollout, cluster_name) WHERE state = 'Open';

-- Events from elsewhere, left by whoever saw them in a transaction of their own, so that nobody waits for a rollout
-- while holding something that the rollout waits for.
CREATE TABLE rollout_inbox (
    id       BIGINT      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rollout  UUID        NOT NULL REFERENCES rollouts,
    schema   INT         NOT NULL,
    event    JSONB       NOT NULL,
    due_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX rollout_inbox_due ON rollout_inbox (due_at, id);

-- What a watcher is told, numbered per rollout without gaps.
CREATE TABLE rollout_events (
    rollout UUID        NOT NULL REFERENCES rollouts,
    number  BIGINT      NOT NULL,
    name    TEXT        NOT NULL,
    data    JSONB       NOT NULL,
    at      TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (rollout, number)
);

CREATE TABLE rollout_slots (
    rollout UUID        PRIMARY KEY REFERENCES rollouts,
    since   TIMESTAMPTZ NOT NULL
);

-- Who may change an operator in a cluster. The token only grows; the owner is the newest rollout that ever held it.
CREATE TABLE cluster_leases (
    operator_name TEXT        NOT NULL,
    cluster_name  TEXT        NOT NULL,
    token         BIGINT      NOT NULL,
    holder        UUID,
    owner         BIGINT      NOT NULL,
    expires_at    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (operator_name, cluster_name)
);

-- What is installed where.
CREATE TABLE installations (
    operator_name TEXT        NOT NULL,
    cluster_name  TEXT        NOT NULL,
    version       TEXT        NOT NULL,
    digest        TEXT        NOT NULL,
    release       INT         NOT NULL,
    namespace     TEXT,
    rollout       UUID        NOT NULL REFERENCES rollouts,
    deployed_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (operator_name, cluster_name)
);
CREATE INDEX installations_cluster ON installations (cluster_name);
