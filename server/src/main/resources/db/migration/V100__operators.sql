-- Packaged charts as they came, by their SHA-256. Never changed; kept as long as something may be rolled back to it.
CREATE TABLE charts (
    digest    TEXT        PRIMARY KEY,
    content   BYTEA       NOT NULL,
    stored_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE operators (
    operator_id        UUID        PRIMARY KEY,
    name               TEXT        NOT NULL UNIQUE,
    description        TEXT        NOT NULL,
    namespace          TEXT        NOT NULL,
    chart_repository   TEXT        NOT NULL,
    chart_name         TEXT        NOT NULL,
    current_version    TEXT,
    -- The highest stable version that is known, or the highest at all when none is stable.
    latest_version     TEXT,
    has_update         BOOLEAN     NOT NULL,
    crd_names          JSONB       NOT NULL,
    labels             JSONB       NOT NULL,
    default_values     JSONB       NOT NULL,
    environment_values JSONB       NOT NULL,
    created_at         TIMESTAMPTZ NOT NULL,
    updated_at         TIMESTAMPTZ NOT NULL,
    refresh_due        TIMESTAMPTZ NOT NULL,
    refreshed_at       TIMESTAMPTZ,
    refresh_problem    TEXT        NOT NULL DEFAULT ''
);
CREATE INDEX operators_namespace ON operators (namespace, name);
CREATE INDEX operators_labels ON operators USING gin (labels);
CREATE INDEX operators_refresh_due ON operators (refresh_due);

-- The versions of an operator, from its repository or uploaded. The archive is fetched when a version is first used.
CREATE TABLE operator_versions (
    operator_id   UUID        NOT NULL REFERENCES operators ON DELETE CASCADE,
    version       TEXT        NOT NULL,
    chart_digest  TEXT        REFERENCES charts,
    -- Where the archive is fetched, and what the repository says its digest is; both empty for an uploaded one.
    source_url    TEXT        NOT NULL,
    source_digest TEXT        NOT NULL,
    released_at   TIMESTAMPTZ,
    deprecated    BOOLEAN     NOT NULL,
    changelog_url TEXT,
    PRIMARY KEY (operator_id, version)
);
