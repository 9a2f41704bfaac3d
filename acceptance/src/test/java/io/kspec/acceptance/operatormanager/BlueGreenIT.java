package io.kspec.acceptance.operatormanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.kspec.testkit.sample.SampleVersion;
import io.kspec.testkit.sample.WebhookKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// One cluster whose traffic moves between two colours, step after step: each begins where the one before ended.
@Tag("apiserver")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BlueGreenIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String GREEN = "operators-green";
    private static final String BLUE = "operators-blue";

    private static Site site;
    private static WebhookProxies proxies;
    private static ServerProgram server;
    private static Desk desk;
    private static Map<String, ?> values = Map.of();
    private static String switched = "";

    @TempDir
    private static Path scratch;

    @BeforeAll
    static void start() {
        site = Site.start("colours", "Development", WebhookProxies.ADDRESSES);
        proxies = new WebhookProxies(site.cluster().client());
        server = ServerProgram.start(scratch);
        desk = Desk.at(server);
        values = WebhookKeys.of(Desk.OPERATOR, List.of(Desk.NAMESPACE, GREEN, BLUE), scratch)
                .values();
    }

    @AfterAll
    static void close() {
        server.close();
        proxies.close();
        site.close();
    }

    @Test
    @Order(1)
    void thereIsAVersionWhoseWebhookJudgesWidgets() {
        desk.register(site);
        desk.registerOperator(scratch, SampleVersion.FIRST, SampleVersion.ADDS_A_FIELD, SampleVersion.BROKEN_WEBHOOK);
        desk.assertEnd(deploy("1.0.0", Map.of("strategy", "Direct", "directConfig", unchecked())), "Completed");
        site.createWidget("wheel", 3);
        awaitJudge("1.0.0");
    }

    @Test
    @Order(2)
    void trafficMovesWhenSomebodySaysSoAndNoWriteIsRefused() {
        Map<String, String> uids = site.uids();
        try (Creator creator = new Creator(site)) {
            switched = deploy("1.1.0", blueGreen("autoSwitch", false));
            await("the wait for a person").atMost(PATIENCE).until(() -> desk.deployment(switched)
                    .path("waitingFor")
                    .asText()
                    .equals("ManualSwitch"));
            assertThat(replicas(Desk.NAMESPACE)).contains(1);
            assertThat(replicas(GREEN)).contains(1);
            assertThat(Creator.judgement(site)).contains("version 1.0.0");
            desk.admin()
                    .post("/deployments/%s/switch".formatted(switched), Map.of())
                    .is(202);
            desk.assertEnd(switched, "Completed");
            assertThat(Creator.judgement(site)).contains("version 1.1.0");
            assertUntouched(creator, uids);
        }
        assertThat(replicas(Desk.NAMESPACE)).contains(0);
        assertThat(releases()).contains(Desk.NAMESPACE, GREEN);
        awaitWork("1.1.0");
    }

    @Test
    @Order(3)
    void theOldColourGetsItsTrafficBackAndNoWriteIsRefused() {
        Map<String, String> uids = site.uids();
        try (Creator creator = new Creator(site)) {
            desk.admin()
                    .post("/deployments/%s/rollback".formatted(switched), Map.of("reason", "the story wants it"))
                    .is(202);
            desk.awaitState(switched, "RolledBack");
            assertThat(Creator.judgement(site)).contains("version 1.0.0");
            assertUntouched(creator, uids);
        }
        assertThat(replicas(Desk.NAMESPACE)).contains(1);
        assertThat(replicas(GREEN)).isEmpty();
        assertThat(releases()).contains(Desk.NAMESPACE).doesNotContain(GREEN);
        awaitWork("1.0.0");
    }

    @Test
    @Order(4)
    void aNewColourThatNeverAnswersGetsNoTraffic() {
        Map<String, String> uids = site.uids();
        try (Creator creator = new Creator(site)) {
            desk.assertEnd(deploy("1.2.0-broken-webhook", blueGreen("autoSwitch", true)), "RolledBack");
            assertUntouched(creator, uids);
        }
        assertThat(Creator.judgement(site)).contains("version 1.0.0");
        assertThat(releases()).contains(Desk.NAMESPACE).doesNotContain(GREEN);
    }

    @Test
    @Order(5)
    void theOldColourIsRemovedAfterItsTimeAndOtherStrategiesStayWithTheNewOne() {
        Map<String, String> uids = site.uids();
        try (Creator creator = new Creator(site)) {
            desk.assertEnd(deploy("1.1.0", blueGreen("retentionPeriod", "PT1S")), "Completed");
            await("the end of the old colour").atMost(PATIENCE).until(() -> !releases()
                    .contains(Desk.NAMESPACE));
            assertThat(Creator.judgement(site)).contains("version 1.1.0");
            assertUntouched(creator, uids);
        }
        desk.assertEnd(deploy("1.0.0", Map.of("strategy", "Direct")), "Completed");
        awaitJudge("1.0.0");
        assertThat(releases()).contains(GREEN).doesNotContain(Desk.NAMESPACE);
        assertThat(site.uids()).containsAllEntriesOf(uids);
    }

    private static void assertUntouched(Creator creator, Map<String, String> uids) {
        creator.close();
        assertThat(creator.refused()).isEmpty();
        assertThat(creator.created()).isNotEmpty();
        assertThat(site.uids())
                .containsAllEntriesOf(uids)
                .containsKeys(creator.created().toArray(String[]::new));
    }

    private static String deploy(String version, Map<String, ?> strategy) {
        var body = new TreeMap<String, Object>(strategy);
        body.put("helmValues", values);
        return desk.deploy(version, List.of(site), body);
    }

    /// Without a widget nobody can be asked by one.
    private static Map<String, ?> unchecked() {
        return Map.of("skipHealthChecks", true);
    }

    private static Map<String, ?> blueGreen(String field, Object value) {
        var config = new TreeMap<String, Object>(Map.of("validationPeriod", "PT1S", "switchMonitoringPeriod", "PT1S"));
        config.put(field, value);
        return Map.of("strategy", "BlueGreen", "blueGreenConfig", config);
    }

    /// Empty where there is none.
    private static Optional<Integer> replicas(String namespace) {
        return Optional.ofNullable(site.cluster()
                        .client()
                        .apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(Desk.OPERATOR)
                        .get())
                .map(Deployment::getSpec)
                .map(spec -> spec.getReplicas());
    }

    private static String releases() {
        return site.helm(scratch, "list", "--all-namespaces");
    }

    private static void awaitJudge(String version) {
        await("the webhook of " + version).atMost(PATIENCE).until(() -> Creator.judgement(site)
                .contains("version " + version));
    }

    private static void awaitWork(String version) {
        await("the work of " + version).atMost(PATIENCE).until(() -> site.message("wheel")
                .equals("made by version " + version));
    }
}
