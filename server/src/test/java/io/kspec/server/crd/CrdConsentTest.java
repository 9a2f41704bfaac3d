package io.kspec.server.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.lifecycle.approval.Need;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.access.Role;
import io.kspec.server.approval.Approvals;
import io.kspec.server.approval.Ask;
import io.kspec.server.approval.Request;
import io.kspec.server.audit.Actor;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Approving a definition and approving the rollout's request about it: the same act seen from two paths.
@ServerTest
final class CrdConsentTest {
    private static final Actor OLGA = new Actor("olga", "Olga", Optional.empty());

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Inject
    Approvals approvals;

    @Inject
    Transactions transactions;

    private final UUID deployment = UUID.randomUUID();
    private final String operator = "op-" + deployment;
    private final String plural = "p" + deployment.toString().substring(0, 8);
    private final String name = plural + ".example.com";
    private Http admin;

    @BeforeEach
    void storeABreakingVersion() {
        admin = new Http(server).with(callers.token(Role.Admin));
        admin.post("/api/v1/operators", """
                {"name":"%s","namespace":"x","chartRepository":"upload://charts","chartName":"sample"}""".formatted(operator));
        store("1.0.0", "\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}");
        store("2.0.0", "\"a\":{\"type\":\"string\"}");
        assertThat(standing()).isEqualTo("Pending");
    }

    @Test
    void approvingTheDefinitionApprovesTheRequestThatWaitsForIt() {
        ask(OLGA, 1, "a");

        Answer approved = approveCrd(admin);

        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.json().get("approvalStatus").asText()).isEqualTo("Approved");
        assertThat(asked().state()).isEqualTo(ApprovalState.APPROVED);
    }

    @Test
    void approvingTheRequestApprovesTheDefinition() {
        UUID id = ask(OLGA, 1, "a");

        assertThat(admin.post("/api/v1/approvals/%s/approve".formatted(id), "{}")
                        .status())
                .isEqualTo(200);

        JsonNode crd = admin.get("/api/v1/crds/" + name).json();
        assertThat(crd.get("approvalStatus").asText()).isEqualTo("Approved");
        assertThat(crd.get("approvedBy").asText())
                .isEqualTo(admin.get("/api/v1/authentication/me")
                        .json()
                        .get("username")
                        .asText());
    }

    @Test
    void whoAskedForTheRolloutMayNotApproveItsDefinition() {
        String id = admin.get("/api/v1/authentication/me").json().get("id").asText();
        ask(new Actor(id, "Me", Optional.empty()), 1, "a");

        Answer refused = approveCrd(admin);

        assertThat(refused.code()).isEqualTo("FORBIDDEN");
        assertThat(standing()).isEqualTo("Pending");
        assertThat(asked().state()).isEqualTo(ApprovalState.PENDING);
    }

    @Test
    void whatIsReviewedAnewIsApprovedAnew() {
        ask(OLGA, 1, "a");
        approveCrd(admin);
        ask(OLGA, 1, "b");
        assertThat(asked().state()).as("the consent was to another digest").isEqualTo(ApprovalState.PENDING);

        assertThat(admin.post("/api/v1/crds/%s/approve".formatted(name), "{\"operatorVersion\":\"2.0.0\"}")
                        .status())
                .isEqualTo(200);

        assertThat(asked().state()).isEqualTo(ApprovalState.APPROVED);
    }

    @Test
    void whereTwoMustConsentTheSecondOneApproves() {
        ask(OLGA, 2, "a");

        assertThat(approveCrd(admin).json().get("approvalStatus").asText()).isEqualTo("Pending");
        Answer second = approveCrd(new Http(server).with(callers.token(Role.Admin)));

        assertThat(second.json().get("approvalStatus").asText()).isEqualTo("Approved");
        assertThat(asked().state()).isEqualTo(ApprovalState.APPROVED);
    }

    private Answer approveCrd(Http by) {
        return by.post("/api/v1/crds/%s/approve".formatted(name), "{\"notes\":\"seen\"}");
    }

    private UUID ask(Actor requester, int quorum, String digest) {
        Need need = new Need(ApprovalKind.BREAKING_CRD_CHANGE, Environment.PRODUCTION, quorum, "It breaks clients.");
        Ask.What what = new Ask.What(
                operator, Optional.of("1.0.0"), "2.0.0", List.of("east"), List.of(name), List.of("spec.b goes"));
        return transactions.call(transaction ->
                approvals.ask(transaction, new Ask(need, Optional.of(deployment), requester, digest.repeat(64), what)));
    }

    /// The newest request.
    private Request asked() {
        return transactions
                .call(transaction -> approvals.of(transaction, deployment))
                .getLast();
    }

    private String standing() {
        return admin.get("/api/v1/crds/" + name).json().get("approvalStatus").asText();
    }

    private void store(String version, String fields) {
        Answer stored = admin.post("/api/v1/crds", """
                {"operatorName":"%1$s","operatorVersion":"%2$s","schemaDefinition":
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"%3$s.example.com"},
                 "spec":{"group":"example.com","scope":"Namespaced","names":{"kind":"Thing","plural":"%3$s"},
                 "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object",
                 "properties":{"spec":{"type":"object","properties":{%4$s}}}}}}]}}}""".formatted(operator, version, plural, fields));
        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
    }
}
