-- What was or shall be installed: a chart and the values it is installed with, sealed. Never changed.
CREATE TABLE revisions (
    digest        TEXT        PRIMARY KEY,
    operator_name TEXT        NOT NULL,
    version       TEXT        NOT NULL,
    chart_digest  TEXT        NOT NULL REFERENCES charts,
    sealed_values BYTEA       NOT NULL,
    key_id        TEXT        NOT NULL,
    stored_at     TIMESTAMPTZ NOT NULL
);

-- Definitions and custom resources before a change, as gzip of one JSON object a line, and their identities.
CREATE TABLE rollout_exports (
    rollout      UUID        NOT NULL REFERENCES rollouts,
    cluster_name TEXT        NOT NULL,
    back         BOOLEAN     NOT NULL,
    digest       TEXT        NOT NULL,
    inventory    JSONB       NOT NULL,
    content      BYTEA       NOT NULL,
    exported_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (rollout, cluster_name, back)
);
