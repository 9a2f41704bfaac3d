package io.kspec.server.crd;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The names of the table and its columns, as `V101__crds.sql` makes them.
final class CrdTables {
    static final Table<Record> CRDS = DSL.table("crds");
    static final Field<UUID> ID = DSL.field("crd_id", UUID.class);
    static final Field<String> NAME = text("name");
    static final Field<String> OPERATOR = text("operator_name");
    static final Field<String> OPERATOR_VERSION = text("operator_version");
    static final Field<String> GROUP = text("api_group");
    static final Field<JSONB> VERSIONS = DSL.field("versions", JSONB.class);
    static final Field<String> SCOPE = text("scope");
    static final Field<String> SCHEMA = text("schema_definition");
    static final Field<String> SCHEMA_VERSION = text("schema_version");
    static final Field<String> DIGEST = text("schema_digest");
    static final Field<String> STATUS = text("status");
    static final Field<String> APPROVAL = text("approval_status");
    static final Field<String> APPROVED_BY = text("approved_by");
    static final Field<OffsetDateTime> APPROVED_AT = time("approved_at");
    static final Field<OffsetDateTime> DEPRECATED_AT = time("deprecated_at");
    static final Field<String> REASON = text("deprecation_reason");
    static final Field<String> GUIDE = text("migration_guide");
    static final Field<OffsetDateTime> CREATED_AT = time("created_at");

    private CrdTables() {}

    private static Field<String> text(String name) {
        return DSL.field(name, String.class);
    }

    private static Field<OffsetDateTime> time(String name) {
        return DSL.field(name, SQLDataType.TIMESTAMPWITHTIMEZONE);
    }
}
