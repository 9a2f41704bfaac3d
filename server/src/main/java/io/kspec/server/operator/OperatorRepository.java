package io.kspec.server.operator;

import static io.kspec.server.operator.OperatorTables.CHART;
import static io.kspec.server.operator.OperatorTables.CLUSTER_AFFINITY;
import static io.kspec.server.operator.OperatorTables.CRD_NAMES;
import static io.kspec.server.operator.OperatorTables.CREATED_AT;
import static io.kspec.server.operator.OperatorTables.CURRENT;
import static io.kspec.server.operator.OperatorTables.DEFAULT_VALUES;
import static io.kspec.server.operator.OperatorTables.DESCRIPTION;
import static io.kspec.server.operator.OperatorTables.ENVIRONMENT_VALUES;
import static io.kspec.server.operator.OperatorTables.HAS_UPDATE;
import static io.kspec.server.operator.OperatorTables.ID;
import static io.kspec.server.operator.OperatorTables.LABELS;
import static io.kspec.server.operator.OperatorTables.LATEST;
import static io.kspec.server.operator.OperatorTables.NAME;
import static io.kspec.server.operator.OperatorTables.NAMESPACE;
import static io.kspec.server.operator.OperatorTables.OPERATORS;
import static io.kspec.server.operator.OperatorTables.REFRESHED_AT;
import static io.kspec.server.operator.OperatorTables.REFRESH_DUE;
import static io.kspec.server.operator.OperatorTables.REFRESH_PROBLEM;
import static io.kspec.server.operator.OperatorTables.REPOSITORY;
import static io.kspec.server.operator.OperatorTables.UPDATED_AT;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.server.database.JsonColumns;
import io.kspec.server.operator.Operator.About;
import io.kspec.server.operator.Operator.Settings;
import io.kspec.server.web.Page;
import io.kspec.server.web.Slice;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// The table `operators`. Every method works in the transaction it is given.
@Singleton
final class OperatorRepository {
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<ObjectNode> TREE = new TypeReference<>() {};
    private static final TypeReference<Map<String, ObjectNode>> TREES = new TypeReference<>() {};

    /// Whether it was added; not when the name is taken.
    boolean add(DSLContext transaction, Operator operator, Instant refreshDue) {
        About about = operator.about();
        return transaction
                        .insertInto(OPERATORS)
                        .set(ID, operator.id())
                        .set(NAME, about.name())
                        .set(DESCRIPTION, about.description())
                        .set(NAMESPACE, about.namespace())
                        .set(REPOSITORY, about.repository())
                        .set(CHART, about.chart())
                        .set(CURRENT, operator.current().orElse(null))
                        .set(LATEST, operator.latest().orElse(null))
                        .set(HAS_UPDATE, operator.hasUpdate())
                        .set(CRD_NAMES, JsonColumns.of(operator.settings().crdNames()))
                        .set(LABELS, JsonColumns.of(operator.settings().labels()))
                        .set(DEFAULT_VALUES, JsonColumns.of(operator.settings().defaultValues()))
                        .set(
                                ENVIRONMENT_VALUES,
                                JsonColumns.of(operator.settings().environmentValues()))
                        .set(CLUSTER_AFFINITY, affinity(operator.settings()))
                        .set(CREATED_AT, at(operator.createdAt()))
                        .set(UPDATED_AT, at(operator.updatedAt()))
                        .set(REFRESH_DUE, at(refreshDue))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    Optional<Operator> find(DSLContext transaction, String name) {
        return transaction.select().from(OPERATORS).where(NAME.eq(name)).fetchOptional(OperatorRepository::read);
    }

    Optional<Operator> lock(DSLContext transaction, String name) {
        return transaction
                .select()
                .from(OPERATORS)
                .where(NAME.eq(name))
                .forUpdate()
                .fetchOptional(OperatorRepository::read);
    }

    Slice<Operator.Summary> page(DSLContext transaction, OperatorFilter filter, Page page) {
        Condition condition = DSL.and(
                filter.namespace().map(NAMESPACE::eq).orElse(DSL.noCondition()),
                filter.hasUpdate().map(HAS_UPDATE::eq).orElse(DSL.noCondition()),
                filter.labels().isEmpty()
                        ? DSL.noCondition()
                        : DSL.condition("{0} @> {1}", LABELS, DSL.val(JsonColumns.of(filter.labels()))));
        List<Operator.Summary> operators = transaction
                .select(ID, NAME, NAMESPACE, CURRENT, LATEST, HAS_UPDATE, CREATED_AT)
                .from(OPERATORS)
                .where(condition)
                .orderBy(NAME)
                .limit(page.limit())
                .offset(page.offset())
                .fetch(row -> new Operator.Summary(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        Optional.ofNullable(row.value4()),
                        Optional.ofNullable(row.value5()),
                        row.value6(),
                        row.value7().toInstant()));
        return new Slice<>(operators, transaction.fetchCount(OPERATORS, condition), page);
    }

    void change(DSLContext transaction, String name, String description, Settings settings, Instant now) {
        transaction
                .update(OPERATORS)
                .set(DESCRIPTION, description)
                .set(CRD_NAMES, JsonColumns.of(settings.crdNames()))
                .set(LABELS, JsonColumns.of(settings.labels()))
                .set(DEFAULT_VALUES, JsonColumns.of(settings.defaultValues()))
                .set(ENVIRONMENT_VALUES, JsonColumns.of(settings.environmentValues()))
                .set(CLUSTER_AFFINITY, affinity(settings))
                .set(UPDATED_AT, at(now))
                .where(NAME.eq(name))
                .execute();
    }

    void setVersions(DSLContext transaction, String name, Optional<String> current, Optional<String> latest) {
        transaction
                .update(OPERATORS)
                .set(CURRENT, current.orElse(null))
                .set(LATEST, latest.orElse(null))
                .set(HAS_UPDATE, OperatorVersion.isUpdate(current, latest))
                .where(NAME.eq(name))
                .execute();
    }

    void remove(DSLContext transaction, String name) {
        transaction.deleteFrom(OPERATORS).where(NAME.eq(name)).execute();
    }

    /// Operators whose repository should be looked at again; each is given to one asker, who has `patience` for it.
    List<Operator> claimDue(DSLContext transaction, Instant now, Duration patience, int most) {
        List<Operator> due = transaction
                .select()
                .from(OPERATORS)
                .where(REFRESH_DUE.le(at(now)).and(REPOSITORY.ne(About.UPLOADED)))
                .orderBy(REFRESH_DUE)
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch(OperatorRepository::read);
        due.forEach(operator -> transaction
                .update(OPERATORS)
                .set(REFRESH_DUE, at(now.plus(patience)))
                .where(ID.eq(operator.id()))
                .execute());
        return due;
    }

    void refreshed(DSLContext transaction, String name, Instant now, Instant next, String problem) {
        var update = transaction.update(OPERATORS).set(REFRESH_DUE, at(next)).set(REFRESH_PROBLEM, problem);
        (problem.isEmpty() ? update.set(REFRESHED_AT, at(now)) : update)
                .where(NAME.eq(name))
                .execute();
    }

    Optional<Instant> refreshedAt(DSLContext transaction, String name) {
        return transaction
                .select(REFRESHED_AT)
                .from(OPERATORS)
                .where(NAME.eq(name))
                .fetchOptional(REFRESHED_AT)
                .map(OffsetDateTime::toInstant);
    }

    private static Operator read(Record row) {
        return new Operator(
                row.get(ID),
                new About(row.get(NAME), row.get(DESCRIPTION), row.get(NAMESPACE), row.get(REPOSITORY), row.get(CHART)),
                Optional.ofNullable(row.get(CURRENT)),
                Optional.ofNullable(row.get(LATEST)),
                row.get(HAS_UPDATE),
                new Settings(
                        JsonColumns.read(row.get(CRD_NAMES), NAMES),
                        JsonColumns.read(row.get(LABELS), TEXTS),
                        JsonColumns.read(row.get(DEFAULT_VALUES), TREE),
                        JsonColumns.read(row.get(ENVIRONMENT_VALUES), TREES),
                        JsonColumns.read(row.get(CLUSTER_AFFINITY), AffinityBody.class)
                                .affinity()),
                row.get(CREATED_AT).toInstant(),
                row.get(UPDATED_AT).toInstant());
    }

    private static JSONB affinity(Settings settings) {
        return JsonColumns.of(AffinityBody.of(settings.affinity()));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
