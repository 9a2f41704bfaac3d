package io.kspec.server.rollout.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.lifecycle.health.Baseline;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.RolloutMachine;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.Target;
import io.kspec.local.Component;
import io.kspec.local.LocalOptions;
import io.kspec.local.kubelet.KubeletSettings;
import io.kspec.local.kubelet.LoopbackProxy;
import io.kspec.local.kubelet.SmallKubelet;
import io.kspec.server.access.Role;
import io.kspec.server.chart.ChartArchive;
import io.kspec.server.chart.ChartStore;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.Fence;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Fleet;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.ServerTest;
import io.kspec.server.testing.TestCluster;
import io.kspec.testkit.sample.SampleCharts;
import io.kspec.testkit.sample.SampleOperator;
import io.kspec.testkit.sample.SampleVersion;
import io.kspec.testkit.sample.WebhookKeys;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every command between two colours, each delivered twice, on a cluster whose API server asks real webhooks.
@ServerTest
@Tag("apiserver")
final class ColourCommandsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String NAME = "colours";
    private static final String OWN = "colours-own";
    private static final String GREEN = "operators-green";
    private static final Fence HELD = () -> true;

    private static TestCluster cluster;
    private static SmallKubelet kubelet;

    @TempDir
    private static Path scratch;

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Inject
    Transactions transactions;

    @Inject
    ChartStore charts;

    @Inject
    RevisionStore revisions;

    @Inject
    ClusterOperations operations;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start(LocalOptions.defaults()
                .withNodes(0)
                .without(Component.KWOK)
                .withApiServerArguments("--service-cluster-ip-range=127.253.0.0/16"));
        KubeletSettings settings = KubeletSettings.defaults()
                .withHeartbeat(Duration.ofSeconds(2))
                .image(SampleCharts.IMAGE, SampleOperator.program());
        kubelet = SmallKubelet.start(cluster.kubernetes(), settings);
    }

    @AfterAll
    static void stop() {
        kubelet.close();
        cluster.close();
    }

    @Test
    void everyCommandMayComeTwiceAndTheFenceStopsEach() throws IOException {
        register();
        Revision first = revision(SampleVersion.FIRST);
        Revision second = revision(SampleVersion.ADDS_A_FIELD);
        Rollout rollout = planned(first, second);
        done(rollout, new Command.ApplyCrds("c/1", NAME, 1, first));
        install(rollout, first, Optional.empty());
        try (LoopbackProxy blue = proxy(OWN)) {
            assertThat(blue.address().getPort()).isEqualTo(443);
            widget();
            done(rollout, new Command.ApplyCrds("c/2", NAME, 1, second));
            install(rollout, second, Optional.of(GREEN));
            install(rollout, second, Optional.of(GREEN));
            assertThat(askedAt(GREEN)).isEmpty();
            try (LoopbackProxy green = proxy(GREEN)) {
                assertThat(green.address().getPort()).isEqualTo(443);
                validated(rollout);
                there(rollout);
                back(rollout);
            }
            removed(rollout);
        }
    }

    /// As the gate before the switch does, so that the switch is asked of a colour that is at work.
    private void validated(Rollout rollout) {
        var check = new Command.CheckHealth("c/0", NAME, 1, Optional.of(GREEN), Baseline.NONE);
        await("health of " + GREEN)
                .atMost(PATIENCE)
                .until(() -> operations.perform(rollout, check, HELD) instanceof Answer.Checked(HealthReading reading)
                        && reading.passed());
    }

    private void there(Rollout rollout) {
        var move = new Command.SwitchTraffic("c/3", NAME, 1, GREEN);
        assertThat(operations.perform(rollout, move, () -> false)).isInstanceOf(Answer.Unavailable.class);
        assertThat(askedAt(OWN)).contains(OWN);
        done(rollout, move);
        done(rollout, move);
        assertThat(askedAt(OWN)).contains(GREEN);
        assertThat(askedAt(GREEN)).contains(GREEN);
        assertThat(rehearsals()).isEmpty();

        var down = new Command.ScaleDown("c/4", NAME, 1, OWN);
        Answer scaled = new Answer.Scaled(Map.of("Deployment/" + NAME, 1));
        assertThat(operations.perform(rollout, down, () -> false)).isInstanceOf(Answer.Unavailable.class);
        assertThat(replicas(OWN)).contains(1);
        assertThat(operations.perform(rollout, down, HELD)).isEqualTo(scaled);
        assertThat(operations.perform(rollout, down, HELD)).isEqualTo(scaled);
        assertThat(replicas(OWN)).contains(0);
        assertThat(judgement()).contains("version 1.1.0");
    }

    private void back(Rollout rollout) {
        // No answer of the scaling came back, so the machine knows no counts.
        var up = new Command.ScaleUp("c/5", NAME, 1, OWN, Map.of());
        assertThat(operations.perform(rollout, up, () -> false)).isInstanceOf(Answer.Unavailable.class);
        assertThat(replicas(OWN)).contains(0);
        done(rollout, up);
        done(rollout, up);
        assertThat(replicas(OWN)).contains(1);

        var back = new Command.SwitchBack("c/6", NAME, 1, OWN);
        assertThat(operations.perform(rollout, back, () -> false)).isInstanceOf(Answer.Unavailable.class);
        assertThat(askedAt(OWN)).contains(GREEN);
        done(rollout, back);
        done(rollout, back);
        assertThat(askedAt(OWN)).contains(OWN);
        assertThat(askedAt(GREEN)).isEmpty();
        assertThat(rehearsals()).isEmpty();
        await().atMost(PATIENCE).until(() -> judgement().contains("version 1.0.0"));
    }

    private void removed(Rollout rollout) {
        var remove = new Command.RemoveColour("c/7", NAME, 1, GREEN, Optional.empty());
        assertThat(operations.perform(rollout, remove, () -> false)).isInstanceOf(Answer.Unavailable.class);
        assertThat(replicas(GREEN)).contains(1);
        done(rollout, remove);
        done(rollout, remove);
        assertThat(replicas(GREEN)).isEmpty();
        var live = new Command.RemoveColour("c/8", NAME, 1, OWN, Optional.empty());
        assertThat(operations.perform(rollout, live, HELD)).isInstanceOf(Answer.Refused.class);
        assertThat(replicas(OWN)).contains(1);
        assertThat(judgement()).contains("version 1.0.0");
    }

    private void register() {
        var fleet = new Fleet(new Http(server).with(callers.token(Role.Admin)), transactions);
        assertThat(fleet.register(NAME, "Development", cluster.manager()).status())
                .isEqualTo(201);
        fleet.execute("""
                insert into operators (operator_id, name, description, namespace, chart_repository, chart_name,
                    has_update, crd_names, labels, default_values, environment_values, created_at, updated_at,
                    refresh_due)
                values (gen_random_uuid(), ?, '', ?, 'upload://charts', 'sample-operator', false,
                    '[]', '{}', '{}', '{}', now(), now(), now() + interval '1 year')
                """, NAME, OWN);
    }

    private Revision revision(SampleVersion version) throws IOException {
        ChartArchive archive = ChartArchive.of(Files.readAllBytes(SampleCharts.archive(version, scratch)));
        transactions.run(transaction -> charts.keep(transaction, archive, Instant.now()));
        return revisions.keep(
                NAME,
                version.text(),
                new RevisionStore.Installable(archive, Json.mapper().valueToTree(Keys.VALUES)));
    }

    /// One key for both colours.
    private static final class Keys {
        static final Map<String, ?> VALUES =
                WebhookKeys.of(NAME, List.of(OWN, GREEN), scratch).values();
    }

    private static Rollout planned(Revision first, Revision second) {
        Instant now = Instant.now();
        Rollout.Order order =
                new Rollout.Order(NAME, "1.1.0", Strategy.BlueGreen.defaults(), true, Duration.ofHours(1), "olga", now);
        Rollout begun = RolloutMachine.begin(
                UUID.randomUUID().toString(), order, List.of(new Target(NAME, Environment.DEVELOPMENT)), List.of());
        var submitted = RolloutMachine.decide(begun, new Event.Submitted(), now);
        Answer judged = new Answer.Judged(
                "digest",
                List.of(),
                List.of(new Answer.ClusterFacts(NAME, second, Optional.of(first), Optional.of(OWN))),
                List.of(),
                List.of());
        String judge = submitted.commands().stream()
                .filter(Command.Judge.class::isInstance)
                .findFirst()
                .orElseThrow()
                .id();
        return RolloutMachine.decide(submitted.next(), new Event.Answered(judge, judged), now)
                .next();
    }

    private void install(Rollout rollout, Revision revision, Optional<String> namespace) {
        var install = new Command.InstallRelease("c/0", NAME, 1, revision, namespace, Duration.ofMinutes(3));
        assertThat(operations.perform(rollout, install, HELD)).isInstanceOf(Answer.Installed.class);
    }

    /// Asks again as long as it cannot be done for the moment.
    private void done(Rollout rollout, Command command) {
        Answer answer = await(command.word())
                .atMost(PATIENCE)
                .until(
                        () -> operations.perform(rollout, command, HELD),
                        found -> !(found instanceof Answer.Unavailable));
        assertThat(answer).isEqualTo(new Answer.Done());
    }

    private static LoopbackProxy proxy(String namespace) {
        return LoopbackProxy.start(cluster.kubernetes().client(), namespace, NAME + "-webhook", 443);
    }

    private static ApiCalls calls() {
        return new ApiCalls(cluster.kubernetes().client(), Duration.ofSeconds(30));
    }

    private static void widget() {
        assertThat(post("", 1)).isInstanceOf(io.kspec.kube.call.Answer.Done.class);
    }

    private static String judgement() {
        return post("?dryRun=All", 13) instanceof io.kspec.kube.call.Answer.Refused refused
                ? refused.status().path("message").asText()
                : "nobody judged it";
    }

    private static io.kspec.kube.call.Answer post(String query, int size) {
        var widget = JsonNodeFactory.instance.objectNode();
        widget.put("apiVersion", "sample.kspec.io/v1").put("kind", "Widget");
        widget.putObject("metadata").put("name", "size-" + size);
        widget.putObject("spec").put("size", size);
        return calls().send(Call.post("/apis/sample.kspec.io/v1/namespaces/default/widgets" + query, widget));
    }

    /// Where the webhook that a colour's chart registers is asked; empty when there is none.
    private static Optional<String> askedAt(String namespace) {
        String path = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/%s-%s"
                .formatted(namespace, NAME);
        return calls().send(Call.get(path)) instanceof io.kspec.kube.call.Answer.Done done
                ? Optional.of(done.json()
                        .at("/webhooks/0/clientConfig/service/namespace")
                        .asText())
                : Optional.empty();
    }

    private static List<String> rehearsals() {
        JsonNode all = ((io.kspec.kube.call.Answer.Done)
                        calls().send(Call.get("/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations")))
                .json();
        return all.path("items")
                .valueStream()
                .map(item -> item.at("/metadata/name").asText())
                .filter(name -> name.startsWith("rehearsal."))
                .toList();
    }

    private static Optional<Integer> replicas(String namespace) {
        return Optional.ofNullable(cluster.kubernetes()
                        .client()
                        .apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(NAME)
                        .get())
                .map(Deployment::getSpec)
                .map(spec -> spec.getReplicas());
    }
}
