package io.kspec.kube.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.managed.ServedWidgets;
import io.kspec.kube.managed.Widgets;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("apiserver")
final class RehearsalIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant REGISTERED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant SETTLED = REGISTERED.plusSeconds(5);
    private static final String COPY =
            "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/rehearsal.rehearsed";

    private static LocalKubernetes cluster;
    private static ApiCalls calls;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void start() {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
        calls = new ApiCalls(cluster.client(), SOON);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void aWebhookShowsWhetherItAnswersBeforeAnyWriteDependsOnIt() throws Exception {
        ServedWidgets served = ServedWidgets.in(calls, "rehearsed.example.org", Map.of());
        served.create("one", "{}");
        var rehearsal = new Rehearsal(calls, "green", SOON);
        try (TinyWebhook webhook = TinyWebhook.start(scratch, 30)) {
            List<JsonNode> good = List.of(configuration(webhook.url(), webhook.authority()));
            assertThat(ask(rehearsal, good, REGISTERED)).isInstanceOf(Reading.Unknown.class);
            assertThat(ask(rehearsal, good, REGISTERED.plusSeconds(4))).isInstanceOf(Reading.Unknown.class);
            awaitReachable(rehearsal, good, true);

            List<JsonNode> deaf = List.of(configuration(webhook.deafUrl(), webhook.authority()));
            assertThat(ask(rehearsal, deaf, REGISTERED)).isInstanceOf(Reading.Unknown.class);
            awaitReachable(rehearsal, deaf, false);
            served.create("two", "{}");

            String stranger = cluster.client().getConfiguration().getCaCertData();
            List<JsonNode> untrusted = List.of(configuration(webhook.url(), stranger));
            assertThat(ask(rehearsal, untrusted, REGISTERED)).isInstanceOf(Reading.Unknown.class);
            awaitReachable(rehearsal, untrusted, false);

            assertThat(rehearsal.remove(untrusted)).isEmpty();
            assertThat(rehearsal.remove(untrusted)).isEmpty();
            assertThat(calls.send(Call.get(COPY))).isInstanceOf(Answer.Refused.class);
        }
    }

    private static Reading<List<Evidence>> ask(Rehearsal rehearsal, List<JsonNode> configurations, Instant now) {
        return rehearsal.ask(configurations, List.of("widgets.rehearsed.example.org"), now);
    }

    /// The API server loads a copy a moment after it took it, and the test's clock is ahead of that.
    private static void awaitReachable(Rehearsal rehearsal, List<JsonNode> configurations, boolean expected) {
        await().atMost(SOON)
                .until(() -> ask(rehearsal, configurations, SETTLED)
                                instanceof Reading.Known<List<Evidence>>(var evidence)
                        && evidence.stream()
                                .allMatch(one -> one instanceof Evidence.Webhook hook && hook.reachable() == expected));
    }

    /// It selects objects that are not there, and a rehearsal must ask it all the same.
    private static JsonNode configuration(String url, String authority) {
        return Widgets.json("""
                {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingWebhookConfiguration",
                 "metadata": {"name": "rehearsed", "labels": {"app.kubernetes.io/managed-by": "Helm"}},
                 "webhooks": [{"name": "one.example.org", "admissionReviewVersions": ["v1"], "sideEffects": "None",
                   "failurePolicy": "Fail", "timeoutSeconds": 1, "objectSelector": {"matchLabels": {"never": "there"}},
                   "clientConfig": {"url": "%s", "caBundle": "%s"},
                   "rules": [{"apiGroups": ["rehearsed.example.org"], "apiVersions": ["v1"],
                     "resources": ["widgets"], "operations": ["CREATE", "UPDATE"]}]}]}
                """.formatted(url, authority));
    }
}
