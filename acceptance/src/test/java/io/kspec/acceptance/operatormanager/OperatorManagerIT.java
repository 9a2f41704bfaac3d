package io.kspec.acceptance.operatormanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import io.kspec.testkit.sample.SampleVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// One fleet's story, step after step: each begins where the one before ended.
@Tag("apiserver")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OperatorManagerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, ?> DIRECT = Map.of("strategy", "Direct");

    /// A program that never becomes ready is waited for until the installation's time is over.
    private static final Map<String, ?> IMPATIENT =
            Map.of("strategy", "Direct", "directConfig", Map.of("timeout", "PT1M"), "autoRollbackEnabled", true);

    /// Where no pod really runs.
    private static final LocalOptions FAKE = LocalOptions.defaults().withNodes(1);

    private static final int WIDGETS = 1_000;
    private static final Map<String, ?> CANARY = Map.of(
            "strategy",
            "Canary",
            "canaryConfig",
            Map.of(
                    "initialPercentage",
                    50,
                    "incrementPercentage",
                    50,
                    "evaluationPeriod",
                    "PT2S",
                    "healthCheckInterval",
                    "PT5S"));

    private static Site development;
    private static Site staging;
    private static Site production;
    private static Site farProduction;
    private static List<Site> all = List.of();
    private static ServerProgram server;
    private static Desk desk;
    private static String canary = "";

    @TempDir
    private static Path scratch;

    @BeforeAll
    static void start() {
        development = Site.start("dev", "Development");
        staging = Site.on(LocalKubernetes.start(FAKE, Progress.silent()), "staging", "Staging");
        production = Site.start("prod", "Production");
        farProduction = Site.on(LocalKubernetes.start(FAKE, Progress.silent()), "prod-far", "Production");
        all = List.of(development, staging, production, farProduction);
        server = ServerProgram.start(scratch);
        desk = Desk.at(server);
    }

    @AfterAll
    static void close() {
        server.close();
        all.forEach(Site::close);
    }

    @Test
    @Order(1)
    void clustersAndAnOperatorAreRegisteredAndItsVersionsUploaded() {
        all.forEach(desk::register);
        desk.registerOperator(scratch, SampleVersion.values());
    }

    @Test
    @Order(2)
    void theFirstVersionIsInstalledWhereSomebodyElseConsents() {
        desk.assertEnd(desk.deploy("1.0.0", all, DIRECT), "Completed");
        for (Site site : all) {
            assertThat(site.helm(scratch, "list", "--all-namespaces")).contains("sample-operator-1.0.0", "deployed");
        }
        development.createWidget("wheel", 3);
        production.createWidget("wheel", 3);
        awaitWork("1.0.0", development, production);
    }

    @Test
    @Order(3)
    void aCanaryOverFourClustersLosesNoWidgetAndNoWriteThoughTheServerIsKilled() {
        IntStream.range(0, WIDGETS).parallel().forEach(number -> development.createWidget(Writer.name(number), 1));
        assertThat(development.uids()).hasSize(WIDGETS + 1);
        whileWritten(() -> {
            canary = desk.deploy("1.1.0", all, CANARY);
            desk.awaitThat(canary, "the first clusters of the canary", whole -> !whole.path("successfulClusters")
                    .isEmpty());
            server.kill();
            server.startAgain();
            desk.assertEnd(canary, "Completed");
        });
        for (Site site : all) {
            assertThat(site.helm(scratch, "list", "--all-namespaces")).contains("sample-operator-1.1.0");
        }
        awaitWork("1.1.0", development, production);
    }

    @Test
    @Order(4)
    void aVersionWhoseWebhookNeverAnswersGoesBackByItself() {
        whileWritten(
                () -> desk.assertEnd(desk.deploy("1.2.0-broken-webhook", List.of(development), CANARY), "RolledBack"));
        assertThat(development.helm(scratch, "list", "--all-namespaces")).contains("sample-operator-1.1.0");
        development.createWidget("after", 7);
        awaitWork("1.1.0", "after", development);
    }

    @Test
    @Order(5)
    void aVersionWhoseProgramCrashesGoesBackByItself() {
        whileWritten(() -> desk.assertEnd(desk.deploy("1.3.0-crash", List.of(development), IMPATIENT), "RolledBack"));
        assertThat(development.helm(scratch, "list", "--all-namespaces")).contains("sample-operator-1.1.0");
        development.createWidget("again", 8);
        awaitWork("1.1.0", "again", development);
    }

    @Test
    @Order(6)
    void aRemovedFieldInUseWaitsForConsentAndEndsWithoutIt() {
        String deployment = desk.deploy("2.0.0", List.of(development), DIRECT);
        desk.reject(desk.awaitPending(deployment).getFirst());
        desk.awaitState(deployment, "Cancelled");
        assertThat(development.helm(scratch, "list", "--all-namespaces")).contains("sample-operator-1.1.0");
    }

    @Test
    @Order(7)
    void aRollbackIsFinishedAfterTheServerWasKilled() {
        Map<String, String> uids = development.uids();
        Map<String, String> produced = production.uids();
        Api.Answer begun = desk.admin()
                .post("/deployments/%s/rollback".formatted(canary), Map.of("reason", "the story wants it"))
                .is(202);
        assertThat(begun.text("status")).isEqualTo("RollingBack");
        server.kill();
        server.startAgain();
        desk.awaitState(canary, "RolledBack");
        assertThat(production.uids()).isEqualTo(produced);
        assertThat(development.uids()).isEqualTo(uids);
        awaitWork("1.0.0", production);
        for (Site site : List.of(staging, farProduction)) {
            assertThat(site.helm(scratch, "list", "--all-namespaces")).contains("sample-operator-1.0.0");
        }
        awaitWork("1.1.0", development); // which a later rollout has changed since
    }

    @Test
    @Order(8)
    void aRemovedFieldInUseIsNotConsentedToByWhoAskedAndGoesWhereOthersConsent() {
        whileWritten(() -> {
            String deployment = desk.deployAs(desk.admin(), "2.0.0", List.of(development), DIRECT);
            String asked = desk.awaitPending(deployment).getFirst();
            desk.admin()
                    .post("/approvals/%s/approve".formatted(asked), Map.of("notes", "it is mine"))
                    .is(403);
            assertThat(desk.pending(deployment)).contains(asked);
            desk.assertEnd(deployment, "Completed");
        });
        assertThat(development.helm(scratch, "list", "--all-namespaces")).contains("sample-operator-2.0.0");
    }

    @Test
    @Order(9)
    void theAuditLogIsWhole() {
        Api.Answer verdict = desk.admin().get("/audit/verify").is(200);
        assertThat(verdict.body().path("intact").asBoolean())
                .as(verdict.body().toString())
                .isTrue();
        assertThat(verdict.body().path("entries").asInt()).isPositive();
    }

    /// Somebody changes widgets in development meanwhile: each write that was taken is there afterwards, and each
    /// widget is the one that it was.
    private static void whileWritten(Runnable rollout) {
        Map<String, String> uids = development.uids();
        Writer writer = new Writer(development);
        try {
            rollout.run();
        } finally {
            writer.stop();
        }
        assertThat(writer.taken()).isNotEmpty();
        assertThat(development.sizes()).containsAllEntriesOf(writer.taken());
        assertThat(development.uids()).isEqualTo(uids);
        assertThat(writer.refusals()).allMatch(refusal -> refusal.contains("failed calling webhook"));
    }

    private static void awaitWork(String version, Site... sites) {
        awaitWork(version, "wheel", sites);
    }

    private static void awaitWork(String version, String widget, Site... sites) {
        for (Site site : sites) {
            await("the work of %s on %s".formatted(version, site.name()))
                    .atMost(PATIENCE)
                    .until(() -> site.message(widget).equals("made by version " + version));
        }
    }
}
