package io.kspec.operator.drift;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.core.drift.config.DriftConfigs;
import io.kspec.core.drift.config.DriftSettings;
import io.kspec.kube.resource.DriftConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The DriftConfigs of the cluster, kept by a watch during a term. While there are none, or their kind is not
/// installed, the defaults hold.
public final class DriftConfigCache implements AutoCloseable {
    /// Consent to a repair: on an object that was changed with any value, on a DriftConfig with the UIDs of deleted
    /// objects, apart by commas.
    public static final String APPROVAL = "kspec.io/approve-repair";

    private static final Logger LOG = LoggerFactory.getLogger(DriftConfigCache.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SharedIndexInformer<DriftConfig> informer;
    private final Runnable changed;
    private volatile DriftConfigs configs = DriftConfigs.NONE;

    /// Returns when all were read once, or after ten seconds without an answer.
    ///
    /// @param changed called after each change
    public DriftConfigCache(KubernetesClient client, Runnable changed) {
        this.changed = changed;
        this.informer = client.resources(DriftConfig.class).inAnyNamespace().runnableInformer(0);
        informer.exceptionHandler((started, problem) -> true);
        informer.addEventHandler(new Watch());
        try {
            informer.start().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException absent) {
            LOG.warn("DriftConfigs could not be read yet; is their kind installed (config/crd)?");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// What holds now.
    public DriftConfigs now() {
        return configs;
    }

    /// What holds for a specification now.
    public DriftSettings of(String specification) {
        return configs.of(specification);
    }

    /// Every one as it was last seen, sound or not.
    List<DriftConfig> objects() {
        return informer.getStore().list().stream()
                .filter(config -> config.getSpec() != null)
                .toList();
    }

    private void take() {
        configs = new DriftConfigs(objects().stream()
                .map(config -> new DriftConfigs.Named(
                        Objects.requireNonNullElse(config.getMetadata().getNamespace(), ""),
                        config.getMetadata().getName(),
                        config.getSpec(),
                        approvals(config)))
                .toList());
        changed.run();
    }

    private static Set<String> approvals(DriftConfig config) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(config.getMetadata().getAnnotations(), Map.of());
        return Stream.of(annotations.getOrDefault(APPROVAL, "").split(","))
                .map(String::strip)
                .filter(uid -> !uid.isEmpty())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        informer.close();
    }

    private final class Watch implements ResourceEventHandler<DriftConfig> {
        @Override
        public void onAdd(DriftConfig config) {
            take();
        }

        @Override
        public void onUpdate(DriftConfig before, DriftConfig after) {
            if (!Objects.equals(before.getSpec(), after.getSpec())
                    || !approvals(before).equals(approvals(after))) {
                take();
            }
        }

        @Override
        public void onDelete(DriftConfig config, boolean finalStateUnknown) {
            take();
        }
    }
}
