package io.kspec.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.health.ConsecutiveFailures;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.health.Part;
import io.kspec.server.database.Transactions;
import io.kspec.server.mail.MailServer;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServerTest
@QuarkusTestResource(value = MailServer.class, restrictToAnnotatedClass = true)
final class HealthLettersTest {
    private static final HealthReading BROKEN =
            new HealthReading(Health.UNHEALTHY, List.of(Part.PODS), false, true, List.of(), "0 of 2 pods are ready");
    private static final HealthReading SILENT = HealthReading.unreachable("no answer");

    @Inject
    HealthLetters letters;

    @Inject
    Transactions transactions;

    private final UUID cluster = UUID.randomUUID();
    private final String operator = "op-" + cluster;

    @BeforeEach
    void deploy() {
        transactions.run(transaction -> {
            transaction.execute("""
                insert into clusters (id, name, environment, api_server_url, kubernetes_version, nodes_ready,
                    nodes_not_ready, health, latency_ms, registered_at, updated_at, enabled, check_due)
                values (?, ?, 'Development', '', '', 1, 0, 'Healthy', 1, now(), now(), false, now())
                """, cluster, "c-" + cluster);
            transaction.execute("""
                insert into deployed_operators (cluster_id, operator_name, namespace, version, probed, deployed_at,
                    check_due)
                values (?, ?, 'widgets', '1.0.0', '{}', now(), now())
                """, cluster, operator);
        });
    }

    @Test
    void peopleAreToldOnceThatAnOperatorIsUnhealthyAndOnceThatItIsHealthyAgain() {
        checked(BROKEN, 1);
        checked(BROKEN, 2);
        assertThat(subjects()).as("before the third failed check").isEmpty();

        checked(BROKEN, 3);
        checked(SILENT, 3);
        checked(BROKEN, 4);
        assertThat(subjects()).containsExactly(operator + " 1.0.0 is unhealthy on c-" + cluster);

        checked(HealthReading.healthy(), 0);
        checked(HealthReading.healthy(), 0);
        assertThat(subjects()).hasSize(2).last().isEqualTo(operator + " 1.0.0 is healthy again on c-" + cluster);

        checked(BROKEN, 3);
        assertThat(subjects()).as("it fails anew").hasSize(3);
    }

    private void checked(HealthReading reading, int failures) {
        transactions.run(transaction -> letters.checked(
                transaction,
                new OperatorCheck(
                        cluster,
                        "c-" + cluster,
                        operator,
                        "1.0.0",
                        Health.HEALTHY,
                        reading,
                        new ConsecutiveFailures(failures),
                        Instant.now())));
    }

    private List<String> subjects() {
        return transactions.call(transaction -> transaction
                .fetch("select subject from mail where about_id = ? order by created_at", operator)
                .map(row -> row.get("subject", String.class)));
    }
}
