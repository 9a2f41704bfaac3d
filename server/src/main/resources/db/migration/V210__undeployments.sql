-- Operators that are taken out of clusters, for ever. An open one holds the lease of its place until it has ended, and
-- is claimed by workers as commands are.
CREATE TABLE undeployments (
    id             UUID        PRIMARY KEY,
    -- Of the same row as those of rollouts: an earlier rollout no longer owns the cluster.
    number         BIGINT      NOT NULL UNIQUE,
    operator_name  TEXT        NOT NULL,
    cluster_name   TEXT        NOT NULL,
    token          BIGINT      NOT NULL,
    requester_id   TEXT        NOT NULL,
    requested_by   TEXT        NOT NULL,
    requester_email TEXT,
    requested_at   TIMESTAMPTZ NOT NULL,
    state          TEXT        NOT NULL DEFAULT 'Open' CHECK (state IN ('Open', 'Done', 'Failed')),
    message        TEXT        NOT NULL,
    due_at         TIMESTAMPTZ NOT NULL,
    claim          BIGINT      NOT NULL DEFAULT 0,
    claimed_by     TEXT,
    attempts       INT         NOT NULL DEFAULT 0,
    ended_at       TIMESTAMPTZ
);
CREATE UNIQUE INDEX undeployments_open ON undeployments (operator_name, cluster_name) WHERE state = 'Open';
CREATE INDEX undeployments_place ON undeployments (operator_name, cluster_name, number);
CREATE INDEX undeployments_due ON undeployments (due_at) WHERE state = 'Open';

-- Undeployments export too: what an export belongs to is a rollout or one of them.
ALTER TABLE rollout_exports DROP CONSTRAINT rollout_exports_rollout_fkey;
