package io.kspec.server.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.server.access.Role;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServerTest
final class CrdsTest {
    private static final String CRDS = "/api/v1/crds";

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    private final String operator = "op-" + UUID.randomUUID();
    private final String plural = "p" + UUID.randomUUID().toString().substring(0, 8);
    private final String name = plural + ".example.com";

    @BeforeEach
    void registerTheOperator() {
        Answer registered = as(Role.Operator).post("/api/v1/operators", """
                        {"name":"%s","namespace":"x","chartRepository":"upload://charts","chartName":"sample"}""".formatted(operator));
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
    }

    @Test
    void aDefinitionSaysItselfWhatItIs() {
        Answer stored = store("1.0.0", crd("\"a\":{\"type\":\"string\"}", ""));

        assertThat(stored.status()).as(stored.body()).isEqualTo(201);
        JsonNode crd = as(Role.Viewer).get(CRDS + "/" + name).json();
        assertThat(crd.get("group").asText()).isEqualTo("example.com");
        assertThat(crd.get("scope").asText()).isEqualTo("Namespaced");
        assertThat(crd.at("/versions/0").asText()).isEqualTo("v1");
        assertThat(crd.get("approvalStatus").asText()).isEqualTo("NotRequired");
        assertThat(store("1.0.0", crd("\"a\":{\"type\":\"string\"}", "")).status())
                .isEqualTo(200);
        assertThat(store("1.0.0", crd("\"a\":{\"type\":\"integer\"}", "")).code())
                .isEqualTo("CRD_VERSION_EXISTS");
    }

    @Test
    void aBreakingVersionWaitsForAConsent() {
        store("1.0.0", crd("\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}", ""));

        Answer breaking = store("2.0.0", crd("\"a\":{\"type\":\"string\"}", ""));
        assertThat(breaking.json().get("approvalStatus").asText()).isEqualTo("Pending");

        assertThat(as(Role.Operator).post(CRDS + "/" + name + "/approve", "{}").status())
                .isEqualTo(403);
        Answer approved = as(Role.Admin).post(CRDS + "/" + name + "/approve", "{\"notes\":\"known\"}");
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        assertThat(approved.json().get("operatorVersion").asText()).isEqualTo("2.0.0");
        assertThat(approved.json().get("approvalStatus").asText()).isEqualTo("Approved");
    }

    @Test
    void theHistoryIsInTheOrderOfVersionsAndNotOfArrival() {
        store("1.0.0", crd("\"a\":{\"type\":\"string\"}", ""));
        store("1.10.0", crd("\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"},\"c\":{\"type\":\"string\"}", ""));
        store("1.9.0", crd("\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}", ""));

        JsonNode shown = as(Role.Viewer).get(CRDS + "/" + name).json();
        assertThat(shown.get("clusters").isArray()).isTrue();
        assertThat(shown.get("clusters")).as("no cluster runs the operator").isEmpty();
        JsonNode history = shown.get("schemaHistory");

        assertThat(history)
                .extracting(entry -> entry.get("fieldPath").asText() + "@"
                        + entry.get("operatorVersion").asText())
                .containsExactly("v1: spec.b@1.9.0", "v1: spec.c@1.10.0");
        assertThat(history).allMatch(entry -> !entry.get("isBreaking").asBoolean());
    }

    @Test
    void aNewSchemaIsJudgedAndNotStored() {
        store("1.0.0", crd("\"name\":{\"type\":\"string\"}", ",\"required\":[\"name\"]"));

        JsonNode judged = as(Role.Operator)
                .post(
                        CRDS + "/" + name + "/validate",
                        "{\"newSchemaDefinition\":%s}"
                                .formatted(crd(
                                        "\"name\":{\"type\":\"string\"},\"email\":{\"type\":\"string\"}",
                                        ",\"required\":[\"name\",\"email\"]")))
                .json();

        assertThat(judged.get("isCompatible").asBoolean()).isFalse();
        assertThat(judged.get("requiresApproval").asBoolean()).isTrue();
        assertThat(judged.get("breakingChanges"))
                .extracting(change -> change.get("fieldPath").asText())
                .contains("v1: spec.email");
        assertThat(as(Role.Viewer).get(CRDS + "/" + name).json().get("schemaHistory"))
                .isEmpty();
    }

    @Test
    void aDeprecatedDefinitionSaysWhyAndWhatToReadInstead() {
        store("1.0.0", crd("\"a\":{\"type\":\"string\"}", ""));

        Answer deprecated = as(Role.Admin)
                .post(
                        CRDS + "/" + name + "/deprecate",
                        "{\"reason\":\"old\",\"migrationGuide\":\"https://docs.example.com\"}");

        assertThat(deprecated.status()).as(deprecated.body()).isEqualTo(200);
        JsonNode crd = as(Role.Viewer).get(CRDS + "/" + name).json();
        assertThat(crd.get("status").asText()).isEqualTo("Deprecated");
        assertThat(crd.get("migrationGuide").asText()).isEqualTo("https://docs.example.com");
        assertThat(as(Role.Viewer)
                        .get(CRDS + "?status=Deprecated&operatorName=" + operator)
                        .json()
                        .get("total")
                        .asInt())
                .isOne();
    }

    @Test
    void whatIsWrongIsSaidByItsField() {
        assertThat(as(Role.Operator)
                        .post(CRDS, "{}")
                        .json()
                        .at("/error/details/0/field")
                        .asText())
                .isEqualTo("schemaDefinition");
        assertThat(as(Role.Operator)
                        .post(CRDS, """
                                {"name":"other.example.com","operatorName":"%s","operatorVersion":"one","schemaDefinition":%s}""".formatted(operator, crd("", "")))
                        .json()
                        .at("/error/details"))
                .extracting(detail -> detail.get("field").asText())
                .containsExactlyInAnyOrder("name", "operatorVersion");
        assertThat(as(Role.Viewer).get(CRDS + "/none.example.com").code()).isEqualTo("CRD_NOT_FOUND");
    }

    private Answer store(String version, String definition) {
        return as(Role.Operator)
                .post(
                        CRDS,
                        "{\"operatorName\":\"%s\",\"operatorVersion\":\"%s\",\"schemaDefinition\":%s}"
                                .formatted(operator, version, definition));
    }

    private String crd(String fields, String more) {
        return """
                {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"%1$s.example.com"},
                 "spec":{"group":"example.com","scope":"Namespaced","names":{"kind":"Thing","plural":"%1$s"},
                 "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object",
                 "properties":{"spec":{"type":"object","properties":{%2$s}%3$s}}}}}]}}""".formatted(plural, fields, more);
    }

    private Http as(Role role) {
        return new Http(server).with(callers.token(role));
    }
}
