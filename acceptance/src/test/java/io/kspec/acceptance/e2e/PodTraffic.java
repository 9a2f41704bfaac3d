package io.kspec.acceptance.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Some who create pods all the time, each a compliant one and a privileged one in turn, without stored effect: enough
/// of them that whatever a replica drops as it leaves is somebody's question.
final class PodTraffic implements AutoCloseable {
    private static final int CREATORS = 8;

    private final KubernetesClient client;
    private final Pod compliant;
    private final Pod privileged;
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Thread> threads;
    private volatile boolean open = true;

    PodTraffic(KubernetesClient patient, String namespace) {
        Config config = new ConfigBuilder(patient.getConfiguration())
                .withRequestRetryBackoffLimit(0)
                .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
        this.compliant = pod("compliant-pod.yaml", namespace);
        this.privileged = pod("privileged-pod.yaml", namespace);
        this.threads = Stream.generate(
                        () -> Thread.ofVirtual().name("pod traffic").start(this::run))
                .limit(CREATORS)
                .toList();
    }

    static Pod pod(String fixture, String namespace) {
        Pod pod = Serialization.unmarshal(Fixtures.text(fixture), Pod.class);
        pod.getMetadata().setNamespace(namespace);
        return pod;
    }

    private void run() {
        while (open) {
            String first = refusal(compliant);
            if (!first.isEmpty()) {
                wrong.add("a compliant pod was refused: " + first);
            }
            if (refusal(privileged).isEmpty()) {
                wrong.add("a privileged pod was admitted");
            }
        }
    }

    /// What the API server says against it; empty when it takes the pod.
    private String refusal(Pod pod) {
        asked.incrementAndGet();
        try {
            client.resource(pod).dryRun().create();
            return "";
        } catch (KubernetesClientException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /// Requests so far.
    int asked() {
        return asked.get();
    }

    /// What went wrong so far, in words.
    List<String> wrong() {
        synchronized (wrong) {
            return List.copyOf(wrong);
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
