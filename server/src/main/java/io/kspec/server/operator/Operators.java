package io.kspec.server.operator;

import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.version.SemanticVersion;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.chart.ChartEntry;
import io.kspec.server.chart.ChartRepositories;
import io.kspec.server.chart.Listing;
import io.kspec.server.database.Transactions;
import io.kspec.server.operator.Operator.About;
import io.kspec.server.operator.Operator.Settings;
import io.kspec.server.web.Code;
import io.kspec.server.web.Detail;
import io.kspec.server.web.Problem;
import io.kspec.server.web.Tags;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/// Registers, changes and removes operators. Refusals are thrown as [io.kspec.server.web.Refused].
@Singleton
public final class Operators {
    /// How long what a repository has is taken for new.
    static final Duration FRESH = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final OperatorRepository repository;
    private final VersionRepository versions;
    private final ChartRepositories charts;
    private final Bookkeeping books;

    /// What is written beside every change.
    @Singleton
    static final class Bookkeeping {
        private final Audit audit;
        private final Clock clock;
        private final Tags tags;
        private final Instance<OperatorUse> uses;

        @Inject
        Bookkeeping(Audit audit, Clock clock, Tags tags, @Any Instance<OperatorUse> uses) {
            this.audit = audit;
            this.clock = clock;
            this.tags = tags;
            this.uses = uses;
        }
    }

    @Inject
    Operators(
            Transactions transactions,
            OperatorRepository repository,
            VersionRepository versions,
            ChartRepositories charts,
            Bookkeeping books) {
        this.transactions = transactions;
        this.repository = repository;
        this.versions = versions;
        this.charts = charts;
        this.books = books;
    }

    /// The operator of that name, in the caller's transaction.
    public Optional<Operator> find(DSLContext transaction, String name) {
        return repository.find(transaction, name);
    }

    /// As [#find], refused with `OPERATOR_NOT_FOUND` when there is none.
    public Operator get(DSLContext transaction, String name) {
        return find(transaction, name).orElseThrow(() -> unknown(name).refused());
    }

    /// A rollout brought this version everywhere it was to go.
    public void completed(DSLContext transaction, String name, String version) {
        repository
                .lock(transaction, name)
                .ifPresent(
                        operator -> repository.setVersions(transaction, name, Optional.of(version), operator.latest()));
    }

    /// Stores a new operator, once its repository has answered.
    Operator register(OperatorRequest request, Actor actor) {
        About about = OperatorChecks.about(request);
        Settings settings = OperatorChecks.settings(request);
        List<ChartEntry> known = about.uploaded() ? List.of() : listed(about);
        Optional<String> latest = OperatorVersion.latest(
                        known.stream().map(ChartEntry::version).toList())
                .map(SemanticVersion::toString);
        Instant now = books.clock.instant().truncatedTo(ChronoUnit.MICROS);
        var operator = new Operator(
                UUID.randomUUID(),
                about,
                request.currentVersion(),
                latest,
                OperatorVersion.isUpdate(request.currentVersion(), latest),
                settings,
                now,
                now);
        transactions.run(transaction -> {
            if (!repository.add(transaction, operator, now.plus(FRESH))) {
                throw new Problem(
                                Code.OPERATOR_ALREADY_EXISTS,
                                "An operator %s is registered already. Choose another name, or change that one."
                                        .formatted(about.name()))
                        .refused();
            }
            known.forEach(entry -> versions.put(transaction, operator.id(), VersionRefresh.version(entry)));
            repository.refreshed(transaction, about.name(), now, now.plus(FRESH), "");
            books.audit.record(
                    transaction,
                    Entry.success(
                                    AuditEvent.OperatorRegistered,
                                    actor,
                                    "Operator",
                                    about.name(),
                                    "Registered operator %s.".formatted(about.name()))
                            .with("chartRepository", about.repository())
                            .with("chartName", about.chart()));
        });
        return operator;
    }

    Operator change(String name, OperatorChange change, Optional<String> ifMatch, Actor actor) {
        return transactions.call(transaction -> {
            Operator operator = repository.lock(transaction, name).orElseThrow(() -> unknown(name)
                    .refused());
            books.tags.demand(ifMatch, version(operator));
            Settings settings = OperatorChecks.changed(operator, change);
            String description = change.description().orElse(operator.about().description());
            repository.change(
                    transaction,
                    name,
                    description,
                    settings,
                    books.clock.instant().truncatedTo(ChronoUnit.MICROS));
            books.audit.record(
                    transaction,
                    Entry.success(
                                    AuditEvent.OperatorUpdated,
                                    actor,
                                    "Operator",
                                    name,
                                    "Changed operator %s.".formatted(name))
                            .with(
                                    "affinityChanged",
                                    Boolean.toString(!settings.affinity()
                                            .equals(operator.settings().affinity()))));
            return get(transaction, name);
        });
    }

    void remove(String name, Actor actor) {
        transactions.run(transaction -> {
            if (repository.lock(transaction, name).isEmpty()) {
                throw unknown(name).refused();
            }
            List<Detail> needs = books.uses.stream()
                    .flatMap(use -> use.need(transaction, name).stream())
                    .map(need -> Detail.ofField("name", need))
                    .toList();
            if (!needs.isEmpty()) {
                throw new Problem(
                                Code.IN_USE,
                                "Operator %s is in use: %s. Undeploy it first, with DELETE /api/v1/clusters/{cluster}/operators/%s for each cluster that runs it."
                                        .formatted(name, needs.getFirst().message(), name),
                                needs)
                        .refused();
            }
            repository.remove(transaction, name);
            books.audit.record(
                    transaction,
                    Entry.success(
                            AuditEvent.OperatorDeleted,
                            actor,
                            "Operator",
                            name,
                            "Deleted operator %s.".formatted(name)));
        });
    }

    /// What its entity tag is made of: what PUT changes, and nothing that moves by itself.
    static Object version(Operator operator) {
        return List.of(operator.about().description(), operator.updatedAt().toString());
    }

    static Problem unknown(String name) {
        return new Problem(
                Code.OPERATOR_NOT_FOUND, "There is no operator %s. GET /api/v1/operators lists them.".formatted(name));
    }

    private List<ChartEntry> listed(About about) {
        Optional<Failure> objection = charts.objection(about.repository());
        if (objection.isPresent()) {
            throw ofRepository(objection.get()).refused();
        }
        return switch (charts.list(about.repository(), about.chart())) {
            case Listing.Listed(List<ChartEntry> entries) -> entries;
            case Listing.NoSuchChart(Failure failure) ->
                throw Problem.invalid("chartName", failure.sentence()).refused();
            case Listing.Unreachable(Failure failure) ->
                throw unreachable(failure).refused();
        };
    }

    private static Problem ofRepository(Failure objection) {
        return objection instanceof Failure.Unreachable
                ? unreachable(objection)
                : Problem.invalid("chartRepository", objection.sentence());
    }

    static Problem unreachable(Failure failure) {
        return new Problem(
                Code.CHART_REPOSITORY_UNREACHABLE,
                failure.sentence(),
                List.of(Detail.ofField("chartRepository", failure.what())));
    }
}
