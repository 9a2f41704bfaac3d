package io.kspec.operator.drift;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.core.drift.config.DriftConfigs;
import io.kspec.core.drift.config.DriftSettings;
import io.kspec.kube.resource.DriftConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The DriftConfigs of the cluster, kept by a watch during a term. While there are none, or their kind is not
/// installed, the defaults hold.
public final class DriftConfigCache implements AutoCloseable {
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

    /// What holds for a specification now.
    public DriftSettings of(String specification) {
        return configs.of(specification);
    }

    private void take() {
        configs = new DriftConfigs(informer.getIndexer().list().stream()
                .filter(config -> config.getSpec() != null)
                .map(config -> new DriftConfigs.Named(
                        Objects.requireNonNullElse(config.getMetadata().getNamespace(), ""),
                        config.getMetadata().getName(),
                        config.getSpec()))
                .toList());
        changed.run();
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
            if (!Objects.equals(before.getSpec(), after.getSpec())) {
                take();
            }
        }

        @Override
        public void onDelete(DriftConfig config, boolean finalStateUnknown) {
            take();
        }
    }
}
