package io.kspec.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.cluster.Reading;
import io.kspec.kube.health.ProbedOperator;
import io.kspec.lifecycle.health.Baseline;
import io.kspec.server.access.Role;
import io.kspec.server.cluster.DeployedOperator.Deployed;
import io.kspec.server.connection.ClusterConnection;
import io.kspec.server.connection.Connections;
import io.kspec.server.connection.Purpose;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Fleet;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.LogLines;
import io.kspec.server.testing.ServerTest;
import io.kspec.server.testing.TestCluster;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServerTest
@Tag("apiserver")
final class ClusterChangeIT {
    private static final ProbedOperator PROBED =
            new ProbedOperator(List.of(), List.of(), List.of(), Optional.empty(), List.of());

    private static TestCluster cluster;

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Inject
    Transactions transactions;

    @Inject
    Connections connections;

    @Inject
    DeployedOperators operators;

    private Fleet fleet;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void fleet() {
        fleet = new Fleet(new Http(server).with(callers.token(Role.Admin)), transactions);
    }

    @Test
    void whatPeopleSayOfAClusterChangesUnderItsTag() {
        fleet.register("changes", "Development", cluster.manager());
        String tag = fleet.get("/changes").header("ETag");

        Answer changed = fleet.change(
                "changes",
                "{\"description\": \"new\", \"labels\": {\"a\": \"b\"}, \"enabled\": false}",
                "If-Match",
                tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("description").asText()).isEqualTo("new");
        assertThat(changed.json().at("/labels/a").asText()).isEqualTo("b");
        assertThat(changed.json().get("isEnabled").asBoolean()).isFalse();
        assertThat(changed.header("ETag")).isNotEqualTo(tag);

        assertThat(fleet.change("changes", "{\"description\": \"lost\"}", "If-Match", tag)
                        .code())
                .isEqualTo("PRECONDITION_FAILED");
        assertThat(fleet.get("/changes").json().get("description").asText()).isEqualTo("new");
        assertThat(fleet.audited("changes")).endsWith("ClusterRegistered", "ClusterUpdated");
    }

    @Test
    void aHealthCheckDoesNotMoveTheTag() {
        fleet.register("tagged", "Development", cluster.manager());
        String tag = fleet.get("/tagged").header("ETag");
        fleet.execute("update clusters set health = 'Degraded' where name = 'tagged'");
        assertThat(fleet.get("/tagged").header("ETag")).isEqualTo(tag);
    }

    @Test
    void aNewKubeconfigTakesThePlaceOfTheOld() {
        fleet.register("rotates", "Development", cluster.manager());
        UUID id = fleet.id("rotates");
        ClusterConnection before = opened(id);

        assertThat(fleet.change("rotates", "{\"kubeconfig\": \"aGVsbG8=\"}").code())
                .isEqualTo("INVALID_KUBECONFIG");
        ClusterConnection same = opened(id);
        assertThat(same.client()).isSameAs(before.client());

        assertThat(fleet.change("rotates", "{\"kubeconfig\": \"%s\"}".formatted(cluster.admin()))
                        .status())
                .isEqualTo(200);
        ClusterConnection after = opened(id);
        assertThat(after.client()).isNotSameAs(before.client());
        assertThat(after.client().namespaces().list().getItems()).isNotEmpty();
        assertThat(before.client().namespaces().list().getItems())
                .as("whoever still has the old one may finish")
                .isNotEmpty();
        List.of(before, same, after).forEach(ClusterConnection::close);
    }

    @Test
    void aClusterThatOperatorsRunOnIsDeletedOnlyByForce() {
        fleet.register("in-use", "Development", cluster.manager());
        UUID id = fleet.id("in-use");
        transactions.run(transaction -> operators.deployed(
                transaction, id, new Deployed("widgets", "widgets", "1.0.0", PROBED, Baseline.NONE), Instant.now()));

        Answer refused = fleet.delete("in-use");
        assertThat(refused.code()).isEqualTo("IN_USE");
        assertThat(refused.json().at("/error/details/0/message").asText()).contains("widgets 1.0.0");
        assertThat(fleet.delete("in-use?force=true").status()).isEqualTo(204);
        assertThat(fleet.audited("in-use")).endsWith("ClusterDeleted");
    }

    @Test
    void ofADeletedClusterOnlyItsNameAndHistoryStay() {
        fleet.register("deleted", "Development", cluster.manager());
        fleet.change("deleted", "{\"description\": \"of Ann\", \"labels\": {\"owner\": \"ann\"}}");
        UUID id = fleet.id("deleted");
        opened(id).close();

        assertThat(fleet.delete("deleted").status()).isEqualTo(204);
        assertThat(fleet.get("/deleted").status()).isEqualTo(404);
        assertThat(fleet.count("select count(*) from cluster_credentials where cluster_id = ?", id))
                .isZero();
        assertThat(fleet.count(
                        "select count(*) from clusters where id = ? and description = '' and labels = '{}'"
                                + " and api_server_url = ''",
                        id))
                .isOne();
        assertThat(connections.open(id, Purpose.own("a look"))).isInstanceOf(Reading.Unknown.class);
        assertThat(fleet.delete("deleted").status()).isEqualTo(404);
        assertThat(fleet.register("deleted", "Development", cluster.manager()).status())
                .isEqualTo(201);
        assertThat(fleet.id("deleted")).isNotEqualTo(id);
    }

    @Test
    void aCredentialIsInNoAnswerNoLogNoAuditEntryAndNoColumn() {
        String kubeconfig = cluster.manager();
        String secret = TestCluster.text(kubeconfig).replaceAll("(?s).*token: \"?([^\"\\s]+).*", "$1");
        var answers = new ArrayList<String>();
        List<String> logged;
        try (var lines = new LogLines()) {
            answers.add(fleet.register("discreet", "Development", kubeconfig).body());
            answers.add(fleet.get("/discreet").body());
            answers.add(fleet.get("").body());
            answers.add(fleet.get("/discreet/health").body());
            opened(fleet.id("discreet")).close();
            answers.add(fleet.change("discreet", "{\"kubeconfig\": \"%s\"}".formatted(kubeconfig))
                    .body());
            answers.add(fleet.register("discreet", "Development", kubeconfig).body());
            answers.add(fleet.change("discreet", "{\"kubeconfig\": {\"a\": \"%s\"}}".formatted(secret))
                    .body());
            answers.add(fleet.change("discreet", "{\"kubeconfig\": \"%s\"}".formatted(secret))
                    .body());
            logged = lines.so();
        }
        assertThat(answers).noneMatch(answer -> answer.contains(secret) || answer.contains(kubeconfig));
        assertThat(logged).noneMatch(line -> line.contains(secret) || line.contains(kubeconfig));
        for (String table : List.of("audit_entry", "clusters", "cluster_credentials", "cluster_checks")) {
            List<String> rows = transactions.call(transaction -> transaction
                    .fetch("select t::text as line from " + table + " t")
                    .getValues("line", String.class));
            assertThat(rows).noneMatch(row -> row.contains(secret) || row.contains(hex(secret)));
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private ClusterConnection opened(UUID id) {
        return switch (connections.open(id, Purpose.own("a look"))) {
            case Reading.Known<ClusterConnection>(ClusterConnection connection) -> connection;
            case Reading.Unknown<ClusterConnection>(var why) -> throw new AssertionError(why.sentence());
        };
    }
}
