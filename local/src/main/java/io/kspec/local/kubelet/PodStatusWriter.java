package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes one pod's status whenever it has changed, from a thread of its own. Changes in quick succession become one
/// write; one that fails is tried again. Conditions of others stay, as the patch merges them by type.
final class PodStatusWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PodStatusWriter.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final Pod pod;
    private final Function<Map<String, PodCondition>, PodStatus> status;
    private final Semaphore dirty = new Semaphore(0);
    private final Signal mute = new Signal();
    private final Signal last = new Signal();
    private final Signal ended = new Signal();
    private Optional<PodStatus> written = Optional.empty();

    /// @param status what to write, given the conditions as last written, by type
    PodStatusWriter(KubernetesClient client, Pod pod, Function<Map<String, PodCondition>, PodStatus> status) {
        this.client = client;
        this.pod = pod;
        this.status = status;
    }

    void begin() {
        Thread.ofVirtual().name("status of " + pod.getMetadata().getName()).start(this::run);
    }

    void changed() {
        dirty.release();
    }

    /// Writes nothing from now on.
    void mute() {
        mute.raise();
        dirty.release();
    }

    /// Returns when the status as it is now is written, or never will be.
    void finish() {
        last.raise();
        dirty.release();
        ended.await();
    }

    private void run() {
        try {
            boolean goOn = true;
            while (goOn) {
                dirty.acquireUninterruptibly();
                dirty.drainPermits();
                goOn = !last.isRaised();
                while (!mute.isRaised() && !write()) {
                    mute.within(RETRY);
                }
                goOn = goOn && !mute.isRaised();
            }
        } finally {
            ended.raise();
        }
    }

    /// Whether nothing is left to do.
    private boolean write() {
        PodStatus now = status.apply(conditions());
        if (written.filter(now::equals).isPresent()) {
            return true;
        }
        try {
            client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), patch(now));
            written = Optional.of(now);
            return true;
        } catch (KubernetesClientException refused) {
            LOG.debug(
                    "the status of pod {} could not be written: {}",
                    pod.getMetadata().getName(),
                    refused.getMessage());
            return refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                    || refused.getCode() == HttpURLConnection.HTTP_CONFLICT;
        }
    }

    private Map<String, PodCondition> conditions() {
        return written.map(PodStatus::getConditions).orElse(List.of()).stream()
                .collect(Collectors.toMap(PodCondition::getType, condition -> condition));
    }

    /// With the uid, so that a later pod of the same name is not written to.
    private String patch(PodStatus now) {
        return Serialization.asJson(new PodBuilder()
                .withNewMetadata()
                .withUid(pod.getMetadata().getUid())
                .endMetadata()
                .withStatus(now)
                .build());
    }
}
