package io.kspec.kube.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

@ApiServer
final class EventRecorderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @Test
    void whatHappensAgainBecomesOneSeries(KubernetesClient client, @TestNamespace String namespace) {
        Regarding object = object(client, namespace);
        try (var recorder = new EventRecorder(client, "pod-1", () -> true, CLOCK)) {
            for (int count = 0; count < 50; count++) {
                recorder.record(object, Occurrence.normal("ScanCompleted", "Scan", "score 90"));
            }
            await().atMost(PATIENCE).until(() -> recorder.folded() == 49);
            Event event = events(client, namespace).getFirst();
            assertThat(events(client, namespace)).hasSize(1);
            assertThat(event.getReason()).isEqualTo("ScanCompleted");
            assertThat(event.getRegarding().getUid()).isEqualTo(object.uid());
            assertThat(event.getSeries().getCount()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void anObjectThatHasTooMuchToTellIsCutShortAndTheRestIsCounted(
            KubernetesClient client, @TestNamespace String namespace) {
        Regarding object = object(client, namespace);
        try (var recorder = new EventRecorder(client, "pod-1", () -> true, CLOCK)) {
            for (int count = 0; count < 50; count++) {
                recorder.record(object, Occurrence.warning("DriftRepaired", "Repair", "number " + count));
            }
            await().atMost(PATIENCE).until(() -> recorder.written() + recorder.leftOut() == 50);
            assertThat(events(client, namespace)).hasSize(EventPace.BURST);
            assertThat(recorder.leftOut()).isEqualTo(50 - EventPace.BURST);
        }
    }

    @Test
    void whoDoesNotLeadWritesNothing(KubernetesClient client, @TestNamespace String namespace) {
        Regarding object = object(client, namespace);
        try (var recorder = new EventRecorder(client, "pod-1", () -> false, CLOCK)) {
            recorder.record(object, Occurrence.normal("ScanCompleted", "Scan", "score 90"));
            await().atMost(PATIENCE).until(() -> recorder.leftOut() == 1);
            assertThat(events(client, namespace)).isEmpty();
        }
    }

    private static Regarding object(KubernetesClient client, String namespace) {
        ConfigMap stored = client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("subject")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        return Regarding.of(stored);
    }

    private static List<Event> events(KubernetesClient client, String namespace) {
        return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getRegarding().getName().equals("subject"))
                .toList();
    }
}
