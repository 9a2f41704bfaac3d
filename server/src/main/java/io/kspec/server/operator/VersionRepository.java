package io.kspec.server.operator;

import static io.kspec.server.operator.OperatorTables.CHANGELOG_URL;
import static io.kspec.server.operator.OperatorTables.CHART_DIGEST;
import static io.kspec.server.operator.OperatorTables.DEPRECATED;
import static io.kspec.server.operator.OperatorTables.ID;
import static io.kspec.server.operator.OperatorTables.RELEASED_AT;
import static io.kspec.server.operator.OperatorTables.SOURCE_DIGEST;
import static io.kspec.server.operator.OperatorTables.SOURCE_URL;
import static io.kspec.server.operator.OperatorTables.VERSION;
import static io.kspec.server.operator.OperatorTables.VERSIONS;

import io.kspec.lifecycle.version.SemanticVersion;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// The table `operator_versions`. Every method works in the transaction it is given.
@Singleton
final class VersionRepository {
    /// The newest first.
    List<OperatorVersion> all(DSLContext transaction, UUID operator) {
        return transaction.select().from(VERSIONS).where(ID.eq(operator)).fetch(VersionRepository::read).stream()
                .sorted(Comparator.comparing(OperatorVersion::version).reversed())
                .toList();
    }

    Optional<OperatorVersion> find(DSLContext transaction, UUID operator, String version) {
        return transaction
                .select()
                .from(VERSIONS)
                .where(ID.eq(operator).and(VERSION.eq(version)))
                .fetchOptional(VersionRepository::read);
    }

    /// Adds it, or takes over what its source says of it now; an archive that is stored stays.
    void put(DSLContext transaction, UUID operator, OperatorVersion version) {
        transaction
                .insertInto(VERSIONS)
                .set(ID, operator)
                .set(VERSION, version.version().toString())
                .set(CHART_DIGEST, version.chartDigest().orElse(null))
                .set(SOURCE_URL, version.sourceUrl())
                .set(SOURCE_DIGEST, version.sourceDigest())
                .set(
                        RELEASED_AT,
                        version.releasedAt().map(OperatorRepository::at).orElse(null))
                .set(DEPRECATED, version.deprecated())
                .set(CHANGELOG_URL, version.changelogUrl().orElse(null))
                .onConflict(ID, VERSION)
                .doUpdate()
                .set(
                        CHART_DIGEST,
                        DSL.coalesce(DSL.field("operator_versions.chart_digest", String.class), excluded(CHART_DIGEST)))
                .set(SOURCE_URL, excluded(SOURCE_URL))
                .set(SOURCE_DIGEST, excluded(SOURCE_DIGEST))
                .set(DEPRECATED, excluded(DEPRECATED))
                .set(CHANGELOG_URL, excluded(CHANGELOG_URL))
                .execute();
    }

    private static <T> Field<T> excluded(Field<T> field) {
        return DSL.field("excluded." + field.getName(), field.getDataType());
    }

    private static OperatorVersion read(Record row) {
        return new OperatorVersion(
                SemanticVersion.of(row.get(VERSION)),
                Optional.ofNullable(row.get(CHART_DIGEST)),
                row.get(SOURCE_URL),
                row.get(SOURCE_DIGEST),
                Optional.ofNullable(row.get(RELEASED_AT)).map(OffsetDateTime::toInstant),
                row.get(DEPRECATED),
                Optional.ofNullable(row.get(CHANGELOG_URL)));
    }
}
