package io.kspec.server.operator;

import io.kspec.core.failure.Failure;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.chart.ChartArchive;
import io.kspec.server.chart.ChartContents;
import io.kspec.server.chart.ChartReader;
import io.kspec.server.chart.ChartReading;
import io.kspec.server.chart.ChartRepositories;
import io.kspec.server.chart.ChartStore;
import io.kspec.server.chart.Fetched;
import io.kspec.server.chart.UploadedChart;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.Code;
import io.kspec.server.web.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/// The archives of an operator's versions: uploaded, or fetched when they are first needed, and kept from then on.
@Singleton
public final class OperatorCharts {
    private final Transactions transactions;
    private final OperatorRepository operators;
    private final VersionRepository versions;
    private final ChartStore store;
    private final ChartRepositories charts;
    private final Keeping keeping;

    /// When, and for whose eyes.
    @Singleton
    static final class Keeping {
        private final Audit audit;
        private final Clock clock;

        @Inject
        Keeping(Audit audit, Clock clock) {
            this.audit = audit;
            this.clock = clock;
        }
    }

    @Inject
    OperatorCharts(
            Transactions transactions,
            OperatorRepository operators,
            VersionRepository versions,
            ChartStore store,
            ChartRepositories charts,
            Keeping keeping) {
        this.transactions = transactions;
        this.operators = operators;
        this.versions = versions;
        this.store = store;
        this.charts = charts;
        this.keeping = keeping;
    }

    /// What there is under an operator's version.
    public sealed interface Found {
        /// The archive.
        ///
        /// @param contents what the archive says of itself, as it was judged
        record Chart(ChartArchive archive, ChartContents contents) implements Found {}

        /// The operator has no such version.
        record Missing() implements Found {}

        /// It cannot be fetched, or is no chart.
        record Unavailable(Failure failure) implements Found {}
    }

    /// The archive of a version. Opens a transaction of its own and may ask the repository: never call it inside one.
    public Found find(String operator, String version) {
        Optional<OperatorVersion> known = transactions.call(transaction -> operators
                .find(transaction, operator)
                .flatMap(found -> versions.find(transaction, found.id(), version)));
        if (known.isEmpty()) {
            return new Found.Missing();
        }
        Optional<ChartArchive> kept = known.get()
                .chartDigest()
                .flatMap(digest -> transactions.call(transaction -> store.find(transaction, digest)));
        return kept.map(OperatorCharts::read).orElseGet(() -> fetched(operator, known.get()));
    }

    private Found fetched(String operator, OperatorVersion version) {
        return switch (charts.fetch(version.sourceUrl(), version.sourceDigest())) {
            case Fetched.Failed(Failure failure) -> new Found.Unavailable(failure);
            case Fetched.Archive(ChartArchive archive) -> {
                Found read = read(archive);
                if (read instanceof Found.Chart chart) {
                    Optional<Failure> other = objection(chart.contents(), version);
                    if (other.isPresent()) {
                        yield new Found.Unavailable(other.get());
                    }
                    transactions.run(transaction -> keep(transaction, operator, archive, version));
                }
                yield read;
            }
        };
    }

    /// Adds an uploaded chart as a version.
    ///
    /// @param sent as [UploadedChart] takes it
    OperatorAnswer.Uploaded upload(String operator, byte[] sent, Actor actor) {
        ChartArchive archive =
                switch (UploadedChart.archive(sent)) {
                    case Fetched.Failed(Failure failure) ->
                        throw Problem.invalid("", failure.sentence()).refused();
                    case Fetched.Archive(ChartArchive found) -> found;
                };
        ChartContents contents =
                switch (ChartReader.read(archive)) {
                    case ChartReading.Unreadable(Failure failure) ->
                        throw Problem.invalid("", failure.sentence()).refused();
                    case ChartReading.Chart(ChartContents read) -> read;
                };
        return transactions.call(transaction -> {
            Operator known = operators.lock(transaction, operator).orElseThrow(() -> Operators.unknown(operator)
                    .refused());
            refuseOthers(known, contents);
            String version = contents.version().toString();
            Optional<OperatorVersion> before = versions.find(transaction, known.id(), version);
            if (before.isPresent() && !before.get().chartDigest().equals(Optional.of(archive.digest()))) {
                throw new Problem(
                                Code.INVALID_STATE,
                                "Version %s of %s is registered with another chart. A version never changes: raise it in Chart.yaml."
                                        .formatted(version, operator))
                        .refused();
            }
            Instant now = keeping.clock.instant();
            var uploaded = new OperatorVersion(
                    contents.version(),
                    Optional.of(archive.digest()),
                    "",
                    archive.digest(),
                    Optional.of(now),
                    contents.deprecated(),
                    Optional.empty());
            keep(transaction, operator, archive, uploaded);
            keeping.audit.record(
                    transaction,
                    Entry.success(
                                    AuditEvent.OperatorUpdated,
                                    actor,
                                    "Operator",
                                    operator,
                                    "Uploaded version %s of operator %s.".formatted(version, operator))
                            .with("digest", archive.digest()));
            return new OperatorAnswer.Uploaded(
                    operator, version, archive.digest(), names(contents), contents.warnings());
        });
    }

    private void keep(DSLContext transaction, String operator, ChartArchive archive, OperatorVersion version) {
        Optional<Operator> known = operators.lock(transaction, operator);
        if (known.isEmpty()) {
            return; // deleted meanwhile
        }
        store.keep(transaction, archive, keeping.clock.instant());
        versions.put(
                transaction,
                known.get().id(),
                new OperatorVersion(
                        version.version(),
                        Optional.of(archive.digest()),
                        version.sourceUrl(),
                        version.sourceDigest(),
                        version.releasedAt(),
                        version.deprecated(),
                        version.changelogUrl()));
        Optional<String> latest = OperatorVersion.latest(
                        versions.all(transaction, known.get().id()).stream()
                                .map(OperatorVersion::version)
                                .toList())
                .map(Object::toString);
        operators.setVersions(transaction, operator, known.get().current(), latest);
    }

    private static void refuseOthers(Operator operator, ChartContents contents) {
        if (!contents.name().equals(operator.about().chart())) {
            throw Problem.invalid(
                            "",
                            "This is the chart %s and not %s, which operator %s is made of."
                                    .formatted(
                                            contents.name(),
                                            operator.about().chart(),
                                            operator.about().name()))
                    .refused();
        }
    }

    private static Optional<Failure> objection(ChartContents contents, OperatorVersion version) {
        return contents.version().equals(version.version())
                ? Optional.empty()
                : Optional.of(new Failure.Malformed(
                        "the archive is of version %s and not %s".formatted(contents.version(), version.version()),
                        version.sourceUrl(),
                        "Mend the repository's index."));
    }

    private static Found read(ChartArchive archive) {
        return switch (ChartReader.read(archive)) {
            case ChartReading.Chart(ChartContents contents) -> new Found.Chart(archive, contents);
            case ChartReading.Unreadable(Failure failure) -> new Found.Unavailable(failure);
        };
    }

    private static List<String> names(ChartContents contents) {
        return contents.crds().stream()
                .map(crd -> crd.path("metadata").path("name").asText())
                .toList();
    }
}
