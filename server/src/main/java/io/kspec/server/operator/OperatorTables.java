package io.kspec.server.operator;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The names of the tables and their columns, as `V100__operators.sql` and `V220__cluster_affinity.sql` make them.
final class OperatorTables {
    static final Table<Record> OPERATORS = DSL.table("operators");
    static final Field<UUID> ID = DSL.field("operator_id", UUID.class);
    static final Field<String> NAME = DSL.field("name", String.class);
    static final Field<String> DESCRIPTION = DSL.field("description", String.class);
    static final Field<String> NAMESPACE = DSL.field("namespace", String.class);
    static final Field<String> REPOSITORY = DSL.field("chart_repository", String.class);
    static final Field<String> CHART = DSL.field("chart_name", String.class);
    static final Field<String> CURRENT = DSL.field("current_version", String.class);
    static final Field<String> LATEST = DSL.field("latest_version", String.class);
    static final Field<Boolean> HAS_UPDATE = DSL.field("has_update", Boolean.class);
    static final Field<JSONB> CRD_NAMES = DSL.field("crd_names", JSONB.class);
    static final Field<JSONB> LABELS = DSL.field("labels", JSONB.class);
    static final Field<JSONB> DEFAULT_VALUES = DSL.field("default_values", JSONB.class);
    static final Field<JSONB> ENVIRONMENT_VALUES = DSL.field("environment_values", JSONB.class);
    static final Field<JSONB> CLUSTER_AFFINITY = DSL.field("cluster_affinity", JSONB.class);
    static final Field<OffsetDateTime> CREATED_AT = time("created_at");
    static final Field<OffsetDateTime> UPDATED_AT = time("updated_at");
    static final Field<OffsetDateTime> REFRESH_DUE = time("refresh_due");
    static final Field<OffsetDateTime> REFRESHED_AT = time("refreshed_at");
    static final Field<String> REFRESH_PROBLEM = DSL.field("refresh_problem", String.class);

    static final Table<Record> VERSIONS = DSL.table("operator_versions");
    static final Field<String> VERSION = DSL.field("version", String.class);
    static final Field<String> CHART_DIGEST = DSL.field("chart_digest", String.class);
    static final Field<String> SOURCE_URL = DSL.field("source_url", String.class);
    static final Field<String> SOURCE_DIGEST = DSL.field("source_digest", String.class);
    static final Field<OffsetDateTime> RELEASED_AT = time("released_at");
    static final Field<Boolean> DEPRECATED = DSL.field("deprecated", Boolean.class);
    static final Field<String> CHANGELOG_URL = DSL.field("changelog_url", String.class);

    private OperatorTables() {}

    private static Field<OffsetDateTime> time(String name) {
        return DSL.field(name, SQLDataType.TIMESTAMPWITHTIMEZONE);
    }
}
