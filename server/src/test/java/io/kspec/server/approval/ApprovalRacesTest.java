package io.kspec.server.approval;

import static io.kspec.lifecycle.approval.ApprovalKind.OPERATOR_VERSION_UPGRADE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.ServerTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.RepeatedTest;

/// Two acts at the same moment, on threads and transactions of their own: one outcome, told once.
@ServerTest
final class ApprovalRacesTest {
    private static final int TIMES = 10;

    @Inject
    Approvals approvals;

    @Inject
    Transactions transactions;

    @Inject
    Decisions decisions;

    private final UUID deployment = UUID.randomUUID();

    @FunctionalInterface
    private interface Act {
        Decided by(DSLContext transaction);
    }

    @RepeatedTest(TIMES)
    void twoConsentsAreOneApproval() {
        UUID id = ask(1);
        List<Decided> answers = atOnce(approve(id, "anna"), approve(id, "adam"));

        assertThat(answers).filteredOn(Decided.Done.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Decided.TooLate.class::isInstance).hasSize(1);
        assertThat(stored(id).approval().votes()).hasSize(1);
        assertThat(decisions.about(id)).hasSize(1);
    }

    @RepeatedTest(TIMES)
    void twoConsentsAtOnceMakeAQuorumOfTwo() {
        UUID id = ask(2);
        assertThat(atOnce(approve(id, "anna"), approve(id, "adam"))).allMatch(Decided.Done.class::isInstance);
        assertThat(stored(id).state()).isEqualTo(ApprovalState.APPROVED);
        assertThat(decisions.about(id)).hasSize(1);
    }

    @RepeatedTest(TIMES)
    void oneOfConsentAndRefusalCounts() {
        UUID id = ask(1);
        List<Decided> answers = atOnce(
                approve(id, "anna"), transaction -> approvals.reject(transaction, id, Asks.admin("adam"), "too early"));

        ApprovalState end = stored(id).state();
        assertThat(answers.get(0))
                .isInstanceOf(end == ApprovalState.APPROVED ? Decided.Done.class : Decided.TooLate.class);
        assertThat(answers.get(1))
                .isInstanceOf(end == ApprovalState.REJECTED ? Decided.Done.class : Decided.TooLate.class);
        assertThat(decisions.about(id)).extracting(Request::state).containsExactly(end);
    }

    @RepeatedTest(TIMES)
    void oneOfConsentAndCancellationCounts() {
        UUID id = ask(1);
        Decided answer = atOnce(approve(id, "anna"), transaction -> {
                    approvals.withdraw(transaction, deployment, Asks.OLGA, "The deployment was cancelled.");
                    return new Decided.Unknown();
                })
                .getFirst();

        if (answer instanceof Decided.Done) {
            assertThat(stored(id).state()).isEqualTo(ApprovalState.APPROVED);
            assertThat(decisions.about(id)).hasSize(1);
        } else {
            assertThat(answer).isInstanceOf(Decided.TooLate.class);
            assertThat(stored(id).state()).isEqualTo(ApprovalState.CANCELLED);
            assertThat(decisions.about(id)).isEmpty();
        }
    }

    @RepeatedTest(TIMES)
    void oneOfConsentAndExpiryCounts() {
        UUID id = ask(1);
        transactions.run(transaction -> transaction.execute(
                "update approval set expires_at = clock_timestamp() + interval '5 milliseconds' where id = ?", id));
        Decided answer = atOnce(approve(id, "anna"), expire(), expire()).getFirst();
        Awaitility.await().until(() -> stored(id).state() != ApprovalState.PENDING);

        ApprovalState end = stored(id).state();
        assertThat(end).isEqualTo(answer instanceof Decided.Done ? ApprovalState.APPROVED : ApprovalState.EXPIRED);
        assertThat(decisions.about(id)).extracting(Request::state).containsExactly(end);
    }

    private Act approve(UUID id, String who) {
        return transaction -> approvals.approve(transaction, id, Asks.admin(who), "");
    }

    private Act expire() {
        return transaction -> {
            approvals.expireOne(transaction, 0);
            return new Decided.Unknown();
        };
    }

    private List<Decided> atOnce(Act... acts) {
        CyclicBarrier start = new CyclicBarrier(acts.length);
        try (ExecutorService threads = Executors.newFixedThreadPool(acts.length)) {
            List<Future<Decided>> running = java.util.Arrays.stream(acts)
                    .map(act -> threads.submit(() -> transactions.call(transaction -> {
                        await(start);
                        return act.by(transaction);
                    })))
                    .toList();
            return running.stream().map(ApprovalRacesTest::get).toList();
        }
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Decided get(Future<Decided> running) {
        try {
            return running.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private UUID ask(int quorum) {
        Ask ask = Asks.of(deployment, OPERATOR_VERSION_UPGRADE, Environment.PRODUCTION, quorum);
        return transactions.call(transaction -> approvals.ask(transaction, ask));
    }

    private Request stored(UUID id) {
        return transactions
                .call(transaction -> new ApprovalRepository().find(transaction, id))
                .orElseThrow();
    }
}
