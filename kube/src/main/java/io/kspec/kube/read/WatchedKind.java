package io.kspec.kube.read;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.core.cluster.Resource;
import io.kspec.kube.compact.CompactJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The objects of one kind, kept current by a watch.
///
/// An informer does not tell that its connection broke: it goes on trying, and its objects grow old in silence. So
/// what is held counts only where a [Glance] at the server agrees with it.
final class WatchedKind implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedKind.class);
    /// Small, because a page is in memory as text and as objects before it is compact.
    private static final long PAGE = 100;

    private static final Duration FIRST_LIST = Duration.ofSeconds(60);
    private static final Duration CATCH_UP = Duration.ofSeconds(5);
    /// A watch that said nothing for so long is not believed: half of a broken connection looks like this.
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final HeldItems held;
    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final InstantSource clock;
    private @Nullable String lastVersion;
    private Instant lastSign;

    private WatchedKind(HeldItems held, SharedIndexInformer<GenericKubernetesResource> informer, InstantSource clock) {
        this.held = held;
        this.informer = informer;
        this.clock = clock;
        this.lastSign = clock.instant();
    }

    /// Lists, and watches from then on. Empty where that is refused, or takes too long.
    static Optional<WatchedKind> start(
            KubernetesClient client, Resource resource, String apiVersion, CompactJson compact, InstantSource clock) {
        var held = new HeldItems(resource, apiVersion, compact);
        SharedIndexInformer<GenericKubernetesResource> informer = client.genericKubernetesResources(
                        context(resource, apiVersion))
                .inAnyNamespace()
                .withLimit(PAGE)
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(held)
                .exceptionHandler((started, problem) -> started);
        var watched = new WatchedKind(held, informer, clock);
        try {
            informer.start().toCompletableFuture().get(FIRST_LIST.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(watched);
        } catch (ExecutionException | TimeoutException refused) {
            LOG.warn(
                    "{} cannot be watched and will be listed for every scan: {}",
                    resource.plural(),
                    refused.toString());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        watched.close();
        return Optional.empty();
    }

    private static ResourceDefinitionContext context(Resource resource, String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return new ResourceDefinitionContext.Builder()
                .withGroup(slash < 0 ? "" : apiVersion.substring(0, slash))
                .withVersion(apiVersion.substring(slash + 1))
                .withKind(resource.kind())
                .withPlural(resource.plural())
                .withNamespaced(resource.namespaced())
                .build();
    }

    HeldItems held() {
        return held;
    }

    /// Whether what is held is what the server holds, or younger than the glance: waits a little for a watch that
    /// lags behind.
    boolean agreesWith(Glance.Seen glance) {
        return isBelieved() && held.awaitThat(() -> !isBelieved() || reaches(glance), CATCH_UP) && isBelieved();
    }

    private synchronized boolean isBelieved() {
        String version = informer.lastSyncResourceVersion();
        if (!Objects.equals(version, lastVersion)) {
            lastVersion = version;
            lastSign = clock.instant();
        }
        return informer.isWatching() && !silent();
    }

    private boolean reaches(Glance.Seen glance) {
        return held.size() == glance.count() || passed(glance.resourceVersion());
    }

    private boolean silent() {
        return Duration.between(lastSign, clock.instant()).compareTo(LONGEST_SILENCE) > 0;
    }

    /// Whether an event came that is younger than a version. Versions are numbers that grow.
    private synchronized boolean passed(String resourceVersion) {
        try {
            return lastVersion != null && Long.parseLong(lastVersion) >= Long.parseLong(resourceVersion);
        } catch (NumberFormatException opaque) {
            return false;
        }
    }

    @Override
    public void close() {
        informer.stop();
    }
}
