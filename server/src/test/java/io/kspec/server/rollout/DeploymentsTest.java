package io.kspec.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.server.access.Role;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The door of deployments, with an operator whose chart cannot be fetched: planning never gets far.
@ServerTest
final class DeploymentsTest {
    private static final String DEPLOYMENTS = "/api/v1/deployments";

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Inject
    Transactions transactions;

    private final String operator = "operator-" + UUID.randomUUID().toString().substring(0, 8);
    private final String cluster = "cluster-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void register() {
        transactions.run(transaction -> {
            transaction.execute("""
                    insert into operators (operator_id, name, description, namespace, chart_repository, chart_name,
                        has_update, crd_names, labels, default_values, environment_values, created_at, updated_at,
                        refresh_due)
                    values (gen_random_uuid(), ?, '', 'here', 'upload://charts', 'sample', false, '[]', '{}', '{}',
                        '{}', now(), now(), now() + interval '1 day')
                    """, operator);
            transaction.execute("""
                    insert into operator_versions (operator_id, version, source_url, source_digest, deprecated)
                    select operator_id, '1.2.3', 'https://127.0.0.1:1/sample.tgz', '', false from operators
                    where name = ?
                    """, operator);
            transaction.execute("""
                    insert into clusters (id, name, environment, api_server_url, kubernetes_version, nodes_ready,
                        nodes_not_ready, health, latency_ms, registered_at, updated_at, check_due)
                    values (gen_random_uuid(), ?, 'Development', 'https://127.0.0.1:1', 'v1.35.0', 1, 0, 'Healthy', 1,
                        now(), now(), now() + interval '1 day')
                    """, cluster);
        });
    }

    private Http as(Role role) {
        return new Http(server).with(callers.token(role));
    }

    private String body(String more) {
        return "{\"operatorName\":\"%s\",\"targetVersion\":\"1.2.3\",\"targetClusters\":[\"%s\"]%s}"
                .formatted(operator, cluster, more);
    }

    @Test
    void aDeploymentIsAcceptedBeforeAnyClusterIsCalled() {
        Answer answer = as(Role.Operator).post(DEPLOYMENTS, body(",\"strategy\":\"Direct\""));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        JsonNode json = answer.json();
        String id = json.get("deploymentId").asText();
        assertThat(answer.header("Location")).endsWith(DEPLOYMENTS + "/" + id);
        assertThat(json.get("status").asText()).isEqualTo("Planning");
        assertThat(json.hasNonNull("previousVersion")).isFalse();
        assertThat(json.get("approvalStatus").asText()).isEqualTo("NotRequired");
        assertThat(json.at("/plan/waves/0/0").asText()).isEqualTo(cluster);
        JsonNode one = as(Role.Viewer).get(DEPLOYMENTS + "/" + id).json();
        assertThat(one.get("clusterStatuses").get(0).get("clusterName").asText())
                .isEqualTo(cluster);
        assertThat(one.get("targetVersion").asText()).isEqualTo("1.2.3");
        JsonNode list =
                as(Role.Viewer).get(DEPLOYMENTS + "?operatorName=" + operator).json();
        assertThat(list.get("total").asInt()).isEqualTo(1);
        assertThat(list.at("/deployments/0/successRate").asDouble()).isZero();
    }

    @Test
    void aSecondDeploymentIsRefusedAndTheHolderIsNamed() {
        String first = as(Role.Operator)
                .post(DEPLOYMENTS, body(""))
                .json()
                .get("deploymentId")
                .asText();

        Answer second = as(Role.Operator).post(DEPLOYMENTS, body(""));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("DEPLOYMENT_IN_PROGRESS");
        assertThat(second.json().at("/error/details/0/message").asText()).contains(first);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Answer answer = as(Role.Operator)
                .post(
                        DEPLOYMENTS,
                        "{\"targetVersion\":\"one\",\"targetClusters\":[\"a\",\"a\"],\"clusters\":[\"b\"],\"helmValues\":3}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/details").findValuesAsText("field"))
                .containsExactly("operatorName", "targetVersion", "clusters", "helmValues");
    }

    @Test
    void bothSpellingsOfAConfigurationAreRead() {
        Answer top = as(Role.Operator)
                .post(DEPLOYMENTS, body(",\"strategy\":\"Canary\",\"canaryConfig\":{\"maxStages\":99}"));
        Answer nested = as(Role.Operator)
                .post(
                        DEPLOYMENTS,
                        body(",\"strategy\":\"Canary\",\"strategyConfig\":{\"canaryConfig\":{\"maxStages\":99}}"));

        assertThat(top.status()).isEqualTo(400);
        assertThat(top.json().at("/error/details/0/field").asText()).isEqualTo("canaryConfig.maxStages");
        assertThat(nested.json().at("/error/details")).isEqualTo(top.json().at("/error/details"));
    }

    @Test
    void whatIsNotRegisteredIsNotFound() {
        assertThat(as(Role.Operator)
                        .post(DEPLOYMENTS, body("").replace(operator, "nobody"))
                        .code())
                .isEqualTo("OPERATOR_NOT_FOUND");
        assertThat(as(Role.Operator)
                        .post(DEPLOYMENTS, body("").replace(cluster, "nowhere"))
                        .code())
                .isEqualTo("CLUSTER_NOT_FOUND");
        assertThat(as(Role.Viewer).get(DEPLOYMENTS + "/" + UUID.randomUUID()).code())
                .isEqualTo("DEPLOYMENT_NOT_FOUND");
        assertThat(as(Role.Viewer).get(DEPLOYMENTS + "/7").code()).isEqualTo("DEPLOYMENT_NOT_FOUND");
    }

    @Test
    void aClusterOutsideTheAffinityIsRefusedWithTheDemandItFails() {
        bind("{\"environments\":[\"Staging\"],\"matchLabels\":{\"region\":\"eu\"}}");

        Answer refused = as(Role.Operator).post(DEPLOYMENTS, body(""));

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(refused.json().at("/error/details/0/cluster").asText()).isEqualTo(cluster);
        assertThat(refused.json().at("/error/details/0/message").asText())
                .isEqualTo(
                        "is outside the cluster affinity of %1$s: its environment is Development and not Staging, it has no label region (demanded: region In [eu]); leave it out, or change the affinity with PUT /api/v1/operators/%1$s"
                                .formatted(operator));
        assertThat(as(Role.Viewer)
                        .get(DEPLOYMENTS + "?operatorName=" + operator)
                        .json()
                        .get("total")
                        .asInt())
                .isZero();

        label("{\"region\":\"eu\"}");
        bind("{\"environments\":[\"Development\"],\"matchLabels\":{\"region\":\"eu\"}}");
        assertThat(as(Role.Operator).post(DEPLOYMENTS, body("")).status()).isEqualTo(202);
    }

    @Test
    void planningRefusesAClusterThatHasLeftTheAffinityMeanwhile() {
        bind("{\"matchLabels\":{\"region\":\"eu\"}}");
        label("{\"region\":\"eu\"}");
        String id = as(Role.Operator)
                .post(DEPLOYMENTS, body(""))
                .json()
                .get("deploymentId")
                .asText();

        label("{\"region\":\"us\"}");

        JsonNode failed = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> as(Role.Viewer).get(DEPLOYMENTS + "/" + id).json(),
                        one -> one.get("status").asText().equals("Failed"));
        assertThat(failed.get("errorMessage").asText())
                .startsWith(
                        "%s is outside the cluster affinity of %s: its label region is \"us\" (demanded: region In [eu])."
                                .formatted(cluster, operator));
    }

    private void bind(String affinity) {
        Answer changed =
                as(Role.Admin).put("/api/v1/operators/" + operator, "{\"clusterAffinity\":%s}".formatted(affinity));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    private void label(String labels) {
        Answer changed = as(Role.Admin).put("/api/v1/clusters/" + cluster, "{\"labels\":%s}".formatted(labels));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    @Test
    void aCancelledDeploymentIsKeptAndItsEventsEnd() {
        String id = as(Role.Operator)
                .post(DEPLOYMENTS, body(""))
                .json()
                .get("deploymentId")
                .asText();

        Answer cancelled = as(Role.Operator).delete(DEPLOYMENTS + "/" + id);

        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().get("status").asText()).isEqualTo("Cancelled");
        assertThat(as(Role.Operator).delete(DEPLOYMENTS + "/" + id).status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60)).until(() -> as(Role.Viewer)
                .get(DEPLOYMENTS + "/" + id)
                .json()
                .get("status")
                .asText()
                .equals("Cancelled"));
        Answer events = as(Role.Viewer).get(DEPLOYMENTS + "/" + id + "/events");
        assertThat(events.body())
                .contains("event:transition")
                .contains("event:end")
                .contains("id:1\n");
        Answer later = as(Role.Viewer).get(DEPLOYMENTS + "/" + id + "/events", "Last-Event-ID", "1");
        assertThat(later.body()).doesNotContain("id:1\n").contains("event:end");
        assertThat(as(Role.Admin)
                        .post(DEPLOYMENTS + "/" + id + "/rollback", "{\"reason\":\"why not\"}")
                        .code())
                .isEqualTo("INVALID_STATE");
        assertThat(as(Role.Viewer)
                        .get(DEPLOYMENTS + "/" + id + "/rollback-status")
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("NotStarted");
    }
}
