-- The schemas of custom resources, one row per definition and operator version. Never changed but for its decisions.
CREATE TABLE crds (
    crd_id             UUID        PRIMARY KEY,
    name               TEXT        NOT NULL,
    operator_name      TEXT        NOT NULL,
    operator_version   TEXT        NOT NULL,
    api_group          TEXT        NOT NULL,
    versions           JSONB       NOT NULL,
    scope              TEXT        NOT NULL,
    schema_definition  TEXT        NOT NULL,
    schema_version     TEXT        NOT NULL,
    schema_digest      TEXT        NOT NULL,
    status             TEXT        NOT NULL CHECK (status IN ('Active', 'Deprecated', 'Removed')),
    approval_status    TEXT        NOT NULL CHECK (approval_status IN ('NotRequired', 'Pending', 'Approved', 'Rejected')),
    approved_by        TEXT,
    approved_at        TIMESTAMPTZ,
    deprecated_at      TIMESTAMPTZ,
    deprecation_reason TEXT        NOT NULL DEFAULT '',
    migration_guide    TEXT        NOT NULL DEFAULT '',
    created_at         TIMESTAMPTZ NOT NULL,
    UNIQUE (name, operator_name, operator_version)
);
CREATE INDEX crds_operator ON crds (operator_name, operator_version);
