package io.kspec.server.rollout;

import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.RolloutMachine;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.Target;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Entry;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.RolloutRepository.Request;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// The rollout parts of one server, without HTTP: several fit into one JVM, and one into the `main` of a child. All
/// of them share the database's clock, which a test can move.
final class Replica implements AutoCloseable {
    final Transactions transactions;
    final RolloutRepository repository = new RolloutRepository();
    final CommandRepository commands = new CommandRepository();
    final LeaseRepository leases = new LeaseRepository();
    final InstallationRepository installations = new InstallationRepository();
    final EventRepository events = new EventRepository();
    final DatabaseTime time = Replica::movedTime;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final RolloutStore store;
    final Rollouts rollouts;
    final Hands hands;
    final Workers workers;
    private final AgroalDataSource pool;

    Replica(String url, QuickSettings settings, Function<ClusterWork, ClusterWork> around) {
        this(url, settings, around, connections -> connections);
    }

    Replica(
            String url,
            QuickSettings settings,
            Function<ClusterWork, ClusterWork> around,
            UnaryOperator<DataSource> aroundConnections) {
        pool = pool(url);
        transactions = new Transactions(aroundConnections.apply(pool));
        Observed observed = new Observed(new RolloutMetrics(meters), new RolloutSpans(transactions, commands));
        InboxRepository inbox = new InboxRepository();
        store = new RolloutStore(repository, commands, events, leases, new TableRecorder(), settings);
        rollouts = new Rollouts(transactions, store, inbox, observed, time);
        RecordWork.Records records =
                new RecordWork.Records(repository, leases, new SlotRepository(), installations, inbox);
        RecordWork recordWork = new RecordWork(records, new TableConsents(), Replica::announce, settings);
        Endings endings = new Endings(repository, commands, recordWork, records, store);
        Hands.Stores stores =
                new Hands.Stores(repository, commands, leases, installations, new UndeploymentRepository(), time);
        ClusterWork clusters = around.apply(new TableClusters(transactions));
        hands = new Hands(transactions, endings, clusters, stores, observed, settings);
        workers = new Workers(transactions, stores, hands, rollouts, settings);
    }

    private static AgroalDataSource pool(String url) {
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(connections -> connections
                            .maxSize(10)
                            .validateOnBorrow(true)
                            .connectionValidator(io.agroal.api.configuration.AgroalConnectionPoolConfiguration
                                    .ConnectionValidator.defaultValidator())
                            .acquisitionTimeout(Duration.ofSeconds(5))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                    .principal(new NamePrincipal("postgres"))
                                    .credential(new SimplePassword("postgres")))));
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /// The schema of the server and of what stands in for the rest of the world.
    static void prepare(String url) {
        Flyway.configure().dataSource(url, "postgres", "postgres").load().migrate();
        try (Replica any = new Replica(url, QuickSettings.DEFAULTS, Function.identity())) {
            any.transactions.run(transaction -> {
                transaction.execute("create table if not exists double_clock (ahead interval)");
                transaction.execute("insert into double_clock values ('0')");
                transaction.execute("create table if not exists double_consents"
                        + " (rollout text, kind text, digest text, state text, primary key (rollout, kind, digest))");
                transaction.execute("create table if not exists double_audit (rollout text, event text)");
                transaction.execute("create table if not exists double_mail (rollout text, subject text)");
                TableClusters.create(transaction);
            });
        }
    }

    private static Instant movedTime(DSLContext transaction) {
        return transaction
                .select(DSL.field("clock_timestamp() + (select ahead from double_clock)", OffsetDateTime.class))
                .fetchSingle()
                .value1()
                .toInstant();
    }

    private static void announce(DSLContext transaction, Rollout rollout, String subject, String message) {
        transaction.execute("insert into double_mail values ({0}, {1})", val(rollout.id()), val(subject));
    }

    /// The audit log, as rows.
    private static final class TableRecorder implements Recorder {
        @Override
        public void record(DSLContext transaction, Entry entry) {
            transaction.execute(
                    "insert into double_audit values ({0}, {1})",
                    val(entry.resource().id()), val(entry.event().name()));
        }

        @Override
        public void completed(DSLContext transaction, String operator, String version) {
            // No operator is registered here.
        }
    }

    /// Time goes by, for every process on this database.
    void pass(Duration duration) {
        transactions.run(transaction -> transaction.execute(
                "update double_clock set ahead = ahead + make_interval(secs => {0})",
                val(duration.toMillis() / 1000.0)));
    }

    Instant now() {
        return transactions.call(time::now);
    }

    /// Accepts a rollout as the REST door does.
    UUID begin(String operator, String version, Strategy strategy, List<Target> targets) {
        return begin(operator, version, strategy, true, targets);
    }

    UUID begin(String operator, String version, Strategy strategy, boolean autoRollback, List<Target> targets) {
        UUID id = UUID.randomUUID();
        Rollout.Order order =
                new Rollout.Order(operator, version, strategy, autoRollback, Duration.ofHours(24), "alice", now());
        Rollout rollout = RolloutMachine.begin(id.toString(), order, targets, List.<ApprovalKind>of());
        Request request = new Request(
                new Actor("alice", "alice", Optional.empty()),
                Optional.empty(),
                order.requestedAt(),
                JsonNodeFactory.instance.objectNode(),
                false,
                Optional.empty());
        transactions.run(transaction -> store.begin(transaction, rollout, request, Actor.SERVER));
        return id;
    }

    Rollout read(UUID id) {
        return transactions.call(transaction -> repository.read(transaction, id))
                        instanceof RolloutRepository.Stored.Known known
                ? known.rollout()
                : fail(id);
    }

    private static Rollout fail(UUID id) {
        throw new AssertionError("there is no rollout " + id);
    }

    @Override
    public void close() {
        workers.stop();
        pool.close();
    }
}
