package io.kspec.server.approval;

import static io.kspec.lifecycle.approval.ApprovalKind.BREAKING_CRD_CHANGE;
import static io.kspec.lifecycle.approval.ApprovalKind.OPERATOR_VERSION_UPGRADE;
import static io.kspec.lifecycle.approval.ApprovalKind.POSSIBLE_DATA_LOSS;
import static io.kspec.lifecycle.approval.ApprovalKind.PRODUCTION_DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.access.Role;
import io.kspec.server.audit.Actor;
import io.kspec.server.database.Transactions;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

@ServerTest
final class ApprovalsTest {
    @TestHTTPResource("/")
    URI server;

    @Inject
    Approvals approvals;

    @Inject
    Transactions transactions;

    @Inject
    Callers callers;

    @Inject
    Decisions decisions;

    private final UUID deployment = UUID.randomUUID();

    @Test
    void aRequestIsListedWithAllThatIsReviewed() {
        UUID id = ask(mine(BREAKING_CRD_CHANGE));

        JsonNode list =
                admin().get("/api/v1/approvals?deploymentId=" + deployment).json();
        assertThat(list.get("total").asInt()).isEqualTo(1);
        assertThat(list.get("hasMore").asBoolean()).isFalse();
        JsonNode item = list.at("/approvals/0");
        assertThat(item.get("approvalId").asText()).isEqualTo(id.toString());
        assertThat(item.get("type").asText()).isEqualTo("BreakingCrdChange");
        assertThat(item.get("operatorName").asText()).isEqualTo("certificates");
        assertThat(item.get("targetVersion").asText()).isEqualTo("2.0.0");
        assertThat(item.get("environment").asText()).isEqualTo("Production");
        assertThat(item.get("status").asText()).isEqualTo("Pending");
        assertThat(item.get("initiatedBy").asText()).isEqualTo("Olga");
        assertThat(item.get("digest").asText()).isEqualTo("a".repeat(64));
        assertThat(item.get("crdName").asText()).isEqualTo("certificates.example.org");
        assertThat(item.get("requiredRole").asText()).isEqualTo("Admin");
        assertThat(Duration.between(
                        java.time.Instant.parse(item.get("createdAt").asText()),
                        java.time.Instant.parse(item.get("expiresAt").asText())))
                .isEqualTo(Duration.ofHours(24));
        Http.Answer one = admin().get("/api/v1/approvals/" + id);
        assertThat(one.json()).isEqualTo(item);
        assertThat(one.header("ETag")).isNotBlank();
    }

    @Test
    void filtersNarrowAndBadOnesAreNamed() {
        ask(mine(PRODUCTION_DEPLOYMENT));
        ask(mine(OPERATOR_VERSION_UPGRADE));

        assertThat(total("deploymentId=" + deployment)).isEqualTo(2);
        assertThat(total("type=ProductionDeployment&deploymentId=" + deployment))
                .isEqualTo(1);
        assertThat(total("environment=Staging&deploymentId=" + deployment)).isZero();
        assertThat(total("status=Approved&deploymentId=" + deployment)).isZero();
        assertThat(total("limit=1&deploymentId=" + deployment)).isEqualTo(2);
        Http.Answer bad = admin().get("/api/v1/approvals?status=pending&type=x&environment=y&deploymentId=z");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().at("/error/details")).hasSize(4);
    }

    @Test
    void whoIsNoAdminSeesOwnRequestsAndOwnEnvironmentsOnly() {
        UUID id = ask(mine(PRODUCTION_DEPLOYMENT));
        String path = "/api/v1/approvals/" + id;

        assertThat(owner("Production").get(path).status()).isEqualTo(200);
        assertThat(owner("Staging").get(path).status()).isEqualTo(403);
        assertThat(as(Role.Operator).get(path).status()).isEqualTo(403);
        assertThat(as(Role.Viewer).get(path).status()).isEqualTo(403);
        assertThat(owner("Staging")
                        .get("/api/v1/approvals?deploymentId=" + deployment)
                        .json()
                        .get("total")
                        .asInt())
                .isZero();
        Http olga = as(Role.Operator);
        UUID own = ask(Asks.by(mine(OPERATOR_VERSION_UPGRADE), me(olga)));
        assertThat(olga.get("/api/v1/approvals/" + own).status()).isEqualTo(200);
        assertThat(olga.get("/api/v1/approvals").json().get("total").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(admin().get("/api/v1/approvals/nonsense").code()).isEqualTo("APPROVAL_NOT_FOUND");
        assertThat(admin().post("/api/v1/approvals/" + UUID.randomUUID() + "/approve", "{}")
                        .code())
                .isEqualTo("APPROVAL_NOT_FOUND");
    }

    @Test
    void aConsentIsStoredToldAndAuditedAndRepeatingItChangesNothing() {
        UUID id = ask(mine(OPERATOR_VERSION_UPGRADE));
        Http anna = admin();

        Http.Answer first = approve(anna, id);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().get("status").asText()).isEqualTo("Approved");
        assertThat(first.json().get("approvedBy").asText()).isEqualTo(me(anna).name());
        assertThat(approve(anna, id).json()).isEqualTo(first.json());
        assertThat(decisions.about(id)).hasSize(1);
        assertThat(audited(id)).containsExactly("ApprovalGranted", "ApprovalRequested");
        assertThat(approve(admin(), id).code()).isEqualTo("ALREADY_DECIDED");
        assertThat(reject(anna, id).code()).isEqualTo("ALREADY_DECIDED");
        assertThat(admin().get("/api/v1/approvals/" + id)
                        .json()
                        .at("/consents/0/notes")
                        .asText())
                .isEqualTo("looks good");
    }

    @Test
    void aRefusalNeedsAReasonAndIsTold() {
        UUID id = ask(mine(OPERATOR_VERSION_UPGRADE));
        Http anna = admin();

        assertThat(anna.post("/api/v1/approvals/" + id + "/reject", "{}").code())
                .isEqualTo("VALIDATION_ERROR");
        assertThat(anna.post("/api/v1/approvals/" + id + "/approve", "{\"notes\":\"" + "x".repeat(2001) + "\"}")
                        .status())
                .isEqualTo(400);
        Http.Answer first = reject(anna, id);
        assertThat(first.json().get("status").asText()).isEqualTo("Rejected");
        assertThat(first.json().get("reason").asText()).isEqualTo("too early");
        assertThat(reject(anna, id).json()).isEqualTo(first.json());
        assertThat(approve(anna, id).code()).isEqualTo("ALREADY_DECIDED");
        assertThat(decisions.about(id)).singleElement().satisfies(request -> assertThat(request.state())
                .isEqualTo(ApprovalState.REJECTED));
        assertThat(audited(id)).containsExactly("ApprovalRejected", "ApprovalRequested");
    }

    @Test
    void nobodyDecidesTheirOwnRequestAndTheAttemptIsAudited() {
        Http anna = admin();
        UUID id = ask(Asks.by(mine(OPERATOR_VERSION_UPGRADE), me(anna)));

        assertThat(approve(anna, id).code()).isEqualTo("FORBIDDEN");
        assertThat(reject(anna, id).status()).isEqualTo(403);
        assertThat(audited(id)).containsExactly("AccessDenied", "AccessDenied", "ApprovalRequested");
        assertThat(approve(admin(), id).status()).isEqualTo(200);
    }

    /// Rows: kind; columns: admin, owner of Production, owner of Staging, operator, viewer.
    @Test
    void theTypeAndTheEnvironmentSayWhoDecides() {
        assertThat(statuses(Asks.of(PRODUCTION_DEPLOYMENT))).containsExactly(200, 200, 403, 403, 403);
        assertThat(statuses(Asks.of(OPERATOR_VERSION_UPGRADE))).containsExactly(200, 403, 403, 403, 403);
        assertThat(statuses(Asks.of(BREAKING_CRD_CHANGE))).containsExactly(200, 403, 403, 403, 403);
        assertThat(statuses(Asks.of(POSSIBLE_DATA_LOSS))).containsExactly(200, 403, 403, 403, 403);
    }

    private List<Integer> statuses(Ask ask) {
        return List.of(admin(), owner("Production"), owner("Staging"), as(Role.Operator), as(Role.Viewer)).stream()
                .map(http -> approve(
                                http,
                                ask(Asks.of(
                                        UUID.randomUUID(),
                                        ask.need().approval(),
                                        ask.need().environment(),
                                        ask.need().quorum())))
                        .status())
                .toList();
    }

    @Test
    void aQuorumWaitsForDifferentPeople() {
        UUID id = ask(Asks.of(deployment, POSSIBLE_DATA_LOSS, Environment.DEVELOPMENT, 2));
        Http anna = admin();

        assertThat(approve(anna, id).json().get("status").asText()).isEqualTo("Pending");
        assertThat(approve(anna, id).json().get("status").asText()).isEqualTo("Pending");
        assertThat(decisions.about(id)).isEmpty();
        assertThat(approve(admin(), id).json().get("status").asText()).isEqualTo("Approved");
        assertThat(approve(anna, id).json().get("status").asText()).isEqualTo("Approved");
        assertThat(decisions.about(id)).hasSize(1);
    }

    @Test
    void anotherDigestIsAskedAnewAndTheOldDecisionIsKept() {
        Ask ask = mine(OPERATOR_VERSION_UPGRADE);
        UUID first = ask(ask);
        assertThat(ask(ask)).isEqualTo(first);
        approve(admin(), first);

        UUID second = ask(Asks.withDigest(ask, "b".repeat(64)));
        assertThat(second).isNotEqualTo(first);
        assertThat(state(first)).isEqualTo(ApprovalState.APPROVED);
        assertThat(state(second)).isEqualTo(ApprovalState.PENDING);
        UUID third = ask(ask);
        assertThat(state(second)).isEqualTo(ApprovalState.CANCELLED);
        assertThat(state(third)).isEqualTo(ApprovalState.PENDING);
        assertThat(approve(admin(), second).code()).isEqualTo("ALREADY_DECIDED");
        List<Request> all = transactions.call(transaction -> approvals.of(transaction, deployment));
        assertThat(all).extracting(Request::id).containsExactly(first, second, third);
    }

    @Test
    void aDecisionIsToldAgainToWhoAsksAgain() {
        Ask ask = mine(OPERATOR_VERSION_UPGRADE);
        UUID id = ask(ask);
        approve(admin(), id);
        ask(ask);
        assertThat(decisions.about(id)).hasSize(2);
    }

    @Test
    void aWithdrawnRequestCannotBeDecided() {
        UUID id = ask(mine(OPERATOR_VERSION_UPGRADE));
        UUID other = ask(mine(PRODUCTION_DEPLOYMENT));
        transactions.run(
                transaction -> approvals.withdraw(transaction, deployment, Asks.OLGA, "The deployment was cancelled."));

        assertThat(approve(admin(), id).code()).isEqualTo("ALREADY_DECIDED");
        assertThat(state(other)).isEqualTo(ApprovalState.CANCELLED);
        assertThat(decisions.about(id)).isEmpty();
        assertThat(audited(id)).containsExactly("ApprovalWithdrawn", "ApprovalRequested");
    }

    @Test
    void whatNobodyDecidesInTimeExpires() {
        UUID id = ask(mine(OPERATOR_VERSION_UPGRADE));
        transactions.run(transaction ->
                transaction.execute("update approval set expires_at = clock_timestamp() where id = ?", id));

        assertThat(approve(admin(), id).code()).isEqualTo("ALREADY_DECIDED");
        Awaitility.await().untilAsserted(() -> assertThat(state(id)).isEqualTo(ApprovalState.EXPIRED));
        assertThat(decisions.about(id)).hasSize(1);
        assertThat(audited(id)).containsExactly("ApprovalExpired", "ApprovalRequested");
        assertThat(reject(admin(), id).code()).isEqualTo("ALREADY_DECIDED");
    }

    @Test
    void approvingADefinitionApprovesTheRequestsThatWaitForItAlone() {
        String operator = "operator-" + deployment;
        UUID id = ask(Asks.withOperator(mine(BREAKING_CRD_CHANGE), operator));
        UUID upgrade = ask(Asks.withOperator(mine(OPERATOR_VERSION_UPGRADE), operator));

        assertThat(approveCrd(operator, "others.example.org")).isEmpty();
        assertThat(approveCrd(operator, "certificates.example.org"))
                .singleElement()
                .isInstanceOf(Decided.Done.class);
        assertThat(state(id)).isEqualTo(ApprovalState.APPROVED);
        assertThat(state(upgrade)).isEqualTo(ApprovalState.PENDING);
        assertThat(decisions.about(id)).hasSize(1);
    }

    @Test
    void aRequestAboutTwoDefinitionsWaitsForBothAndOneAboutNoneForItself() {
        String operator = "operator-" + deployment;
        UUID two = ask(Asks.withCrds(mine(BREAKING_CRD_CHANGE), operator, "a.example.org", "b.example.org"));
        Ask other = Asks.of(UUID.randomUUID(), BREAKING_CRD_CHANGE, Environment.PRODUCTION, 1);
        UUID none = ask(Asks.withCrds(other, operator));

        assertThat(approveCrd(operator, "a.example.org")).isEmpty();
        assertThat(approveCrd(operator, "a.example.org", "b.example.org")).hasSize(1);
        assertThat(state(two)).isEqualTo(ApprovalState.APPROVED);
        assertThat(state(none)).isEqualTo(ApprovalState.PENDING);
    }

    private List<Decided> approveCrd(String operator, String... crds) {
        return transactions.call(transaction -> approvals.approveCrd(
                transaction, Asks.admin("anna"), new CrdConsent(operator, "2.0.0", Set.of(crds), "")));
    }

    @Test
    void theDatabaseRefusesToChangeADecision() {
        UUID id = ask(mine(OPERATOR_VERSION_UPGRADE));
        approve(admin(), id);
        assertThatThrownBy(() -> transactions.run(
                        transaction -> transaction.execute("update approval set state = 'Rejected' where id = ?", id)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("never changed");
    }

    @Test
    void decidedRequestsAreRemovedAfterTheirTimeAndOthersAreNot() {
        UUID decided = ask(mine(OPERATOR_VERSION_UPGRADE));
        UUID pending = ask(mine(PRODUCTION_DEPLOYMENT));
        approve(admin(), decided);
        transactions.run(transaction -> {
            ApprovalRepository requests = new ApprovalRepository();
            requests.removeEndedBefore(transaction, requests.now(transaction).minus(Duration.ofDays(400)));
            assertThat(requests.find(transaction, decided)).isPresent();
            requests.removeEndedBefore(transaction, requests.now(transaction).plusSeconds(1));
            assertThat(requests.find(transaction, decided)).isEmpty();
            assertThat(requests.find(transaction, pending)).isPresent();
        });
    }

    private Ask mine(io.kspec.lifecycle.approval.ApprovalKind kind) {
        return Asks.of(deployment, kind, Environment.PRODUCTION, 1);
    }

    private UUID ask(Ask ask) {
        return transactions.call(transaction -> approvals.ask(transaction, ask));
    }

    private ApprovalState state(UUID id) {
        return transactions
                .call(transaction -> new ApprovalRepository().find(transaction, id))
                .orElseThrow()
                .state();
    }

    private static Http.Answer approve(Http http, UUID id) {
        return http.post("/api/v1/approvals/" + id + "/approve", "{\"notes\":\"looks good\"}");
    }

    private static Http.Answer reject(Http http, UUID id) {
        return http.post("/api/v1/approvals/" + id + "/reject", "{\"reason\":\"too early\"}");
    }

    private int total(String query) {
        return admin().get("/api/v1/approvals?" + query).json().get("total").asInt();
    }

    /// Newest first.
    private List<String> audited(UUID id) {
        return admin().get("/api/v1/audit?resourceType=Approval&resourceId=" + id)
                .json()
                .get("entries")
                .valueStream()
                .map(entry -> entry.get("eventType").asText())
                .toList();
    }

    private static Actor me(Http http) {
        JsonNode user = http.get("/api/v1/authentication/me").json();
        return new Actor(user.get("id").asText(), user.get("username").asText(), Optional.empty());
    }

    private Http admin() {
        return as(Role.Admin);
    }

    private Http as(Role role) {
        return new Http(server).with(callers.token(role));
    }

    private Http owner(String environment) {
        return new Http(server).with(callers.token(List.of(environment), Role.EnvironmentOwner));
    }
}
