package io.kspec.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.Target;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Entry;
import io.kspec.server.cluster.Clusters;
import io.kspec.server.cluster.DeployedOperators;
import io.kspec.server.rollout.InstallationRepository.Installation;
import io.kspec.server.rollout.LeaseRepository.Applicant;
import io.kspec.server.rollout.LeaseRepository.Place;
import io.kspec.server.rollout.LeaseRepository.Taken;
import io.kspec.server.rollout.TakingOut.Result;
import io.kspec.server.testing.TestDatabase;
import io.kspec.server.web.Code;
import io.kspec.server.web.Refused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Undeployments on a database of their own, with a cluster that the test answers for.
final class UndeployWorkTest {
    private static final Place PLACE = new Place("widgets", "dev-1");
    private static final Actor ALICE = new Actor("alice", "alice", Optional.empty());
    private static final Result OUT = new Result.Out(3, 0, "3 custom resources and their definitions stay.");

    private final List<Entry> audited = new ArrayList<>();
    private EmbeddedPostgres postgres;
    private Replica replica;
    private UUID rollout;

    @BeforeEach
    void install() {
        postgres = TestDatabase.begin();
        String url = postgres.getJdbcUrl("postgres", "postgres");
        Replica.prepare(url);
        replica = new Replica(url, QuickSettings.DEFAULTS, Function.identity());
        rollout = replica.begin(
                PLACE.operator(),
                "1.0.0",
                Strategy.Direct.defaults(),
                List.of(new Target(PLACE.cluster(), Environment.DEVELOPMENT)));
        replica.transactions.run(transaction -> {
            transaction.execute("""
                    insert into clusters (id, name, environment, api_server_url, kubernetes_version, nodes_ready,
                        nodes_not_ready, health, latency_ms, registered_at, updated_at, check_due)
                    values (gen_random_uuid(), 'dev-1', 'Development', 'https://127.0.0.1:1', 'v1.35.0', 1, 0, 'Healthy',
                        1, now(), now(), now())
                    """);
            replica.installations.put(
                    transaction,
                    new Installation(
                            PLACE,
                            new Revision("1.0.0", "0".repeat(64), 1),
                            Optional.empty(),
                            rollout,
                            replica.time.now(transaction)));
        });
    }

    @AfterEach
    void end() throws IOException {
        replica.close();
        postgres.close();
    }

    @Test
    void itIsRefusedWhileADeploymentIsNotOver() {
        assertThatThrownBy(() -> undeployments().ask(PLACE, ALICE)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(Code.DEPLOYMENT_IN_PROGRESS);
            assertThat(refused.problem().message()).contains(rollout.toString());
        });
    }

    @Test
    void itHoldsTheClusterUntilItHasEndedHoweverLongThatTakes() {
        complete();
        Undeployment first = undeployments().ask(PLACE, ALICE);
        replica.pass(Duration.ofHours(3));

        assertThat(undeployments().ask(PLACE, ALICE).id()).isEqualTo(first.id());
        assertThat(anotherTakes()).isInstanceOf(Taken.Busy.class);

        assertThat(work((_, _, _) -> OUT).one()).isTrue();
        assertThat(undeployments().newest(PLACE).state()).isEqualTo(Undeployment.State.Done);
        assertThat(anotherTakes()).isInstanceOf(Taken.Held.class);
        assertThat(installed()).isEmpty();
        assertThat(audited).extracting(Entry::result).containsExactly(Entry.Result.Pending, Entry.Result.Success);
        assertThatThrownBy(() -> undeployments().ask(PLACE, ALICE))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(Code.OPERATOR_NOT_FOUND));
    }

    @Test
    void noEarlierDeploymentGoesBackToWhatItHadBrought() {
        complete();
        undeployments().ask(PLACE, ALICE);
        replica.rollouts.takeLeft(10);
        work((_, _, _) -> OUT).one();

        Taken taken = replica.transactions.call(
                transaction -> replica.leases.take(transaction, PLACE, new Applicant(rollout, 1), term(transaction)));

        assertThat(taken).isInstanceOf(Taken.Owned.class);
    }

    @Test
    void whatAWorkerLeftInTheMiddleAnotherOneEnds() {
        complete();
        undeployments().ask(PLACE, ALICE);
        List<Boolean> fences = new ArrayList<>();

        assertThatThrownBy(() -> work((_, _, _) -> {
                            throw new IllegalStateException("killed");
                        })
                        .one())
                .hasMessage("killed");
        assertThat(work((_, _, _) -> OUT).one())
                .as("before its claim has run out")
                .isFalse();
        replica.pass(QuickSettings.DEFAULTS.claim().plusSeconds(1));
        assertThat(work((_, _, fence) -> {
                            fences.add(fence.holds());
                            return OUT;
                        })
                        .one())
                .isTrue();

        assertThat(fences).containsExactly(true);
        assertThat(undeployments().newest(PLACE).state()).isEqualTo(Undeployment.State.Done);
    }

    @Test
    void aWorkerThatComesLateIsFencedAndChangesNothing() {
        complete();
        undeployments().ask(PLACE, ALICE);
        List<Boolean> fences = new ArrayList<>();

        work((_, _, fence) -> {
                    replica.pass(QuickSettings.DEFAULTS.claim().plusSeconds(1));
                    work((_, _, _) -> OUT).one();
                    fences.add(fence.holds());
                    return new Result.Refused("too late");
                })
                .one();

        assertThat(fences).containsExactly(false);
        assertThat(undeployments().newest(PLACE).state()).isEqualTo(Undeployment.State.Done);
    }

    @Test
    void aSilentClusterIsAskedAgainForAnHourAndThenGivenUp() {
        complete();
        undeployments().ask(PLACE, ALICE);
        UndeployWork work = work((_, _, _) -> new Result.Silent("no answer"));

        assertThat(work.one()).isTrue();
        assertThat(work.one()).as("at once").isFalse();
        assertThat(undeployments().newest(PLACE).message()).isEqualTo("no answer");
        replica.pass(Duration.ofHours(1));
        assertThat(work.one()).isTrue();

        assertThat(undeployments().newest(PLACE).state()).isEqualTo(Undeployment.State.Failed);
        assertThat(installed()).isPresent();
        assertThat(anotherTakes()).isInstanceOf(Taken.Held.class);
    }

    private void complete() {
        replica.rollouts.take(rollout, new Event.CancelRequested("alice"), ALICE);
        replica.transactions.run(transaction -> transaction.execute("update rollouts set state = 'Completed'"));
    }

    private Optional<Installation> installed() {
        return replica.transactions.call(transaction -> replica.installations.at(transaction, PLACE));
    }

    /// What a rollout that is newer gets.
    private Taken anotherTakes() {
        return replica.transactions.call(transaction ->
                replica.leases.take(transaction, PLACE, new Applicant(UUID.randomUUID(), 1_000), term(transaction)));
    }

    private LeaseRepository.Term term(DSLContext transaction) {
        return new LeaseRepository.Term(replica.time.now(transaction), QuickSettings.DEFAULTS.lease());
    }

    private Hands.Stores stores() {
        return new Hands.Stores(
                replica.repository,
                replica.commands,
                replica.leases,
                replica.installations,
                new UndeploymentRepository(),
                replica.time);
    }

    private Undeployments undeployments() {
        var records = new RecordWork.Records(
                replica.repository, replica.leases, new SlotRepository(), replica.installations, new InboxRepository());
        return new Undeployments(
                replica.transactions, new Clusters(), records, stores(), recorder(), QuickSettings.DEFAULTS);
    }

    private UndeployWork work(TakingOut cluster) {
        return new UndeployWork(
                replica.transactions,
                stores(),
                new UndeployWork.Places(new Clusters(), new DeployedOperators()),
                cluster,
                recorder(),
                QuickSettings.DEFAULTS);
    }

    private Recorder recorder() {
        return new Recorder() {
            @Override
            public void record(DSLContext transaction, Entry entry) {
                audited.add(entry);
            }

            @Override
            public void completed(DSLContext transaction, String operator, String version) {
                throw new IllegalStateException("no rollout ends here");
            }
        };
    }
}
