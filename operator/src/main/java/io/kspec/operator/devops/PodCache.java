package io.kspec.operator.devops;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The essence of every pod of the cluster, kept by a watch that begins when somebody first asks: a cluster without
/// policies pays nothing. While the API server is away the last ones stay.
final class PodCache implements AutoCloseable {
    /// Few at a time: what is read is many times as large as what is kept.
    private static final long PAGE = 100;

    private static final Duration FIRST_LIST = Duration.ofSeconds(60);

    private final PodStore store;
    private final SharedIndexInformer<Pod> informer;
    private @Nullable CompletableFuture<Void> begun;

    /// Starts nothing yet. `changed` is told the namespace whenever its pods changed.
    PodCache(KubernetesClient client, Consumer<String> changed) {
        this.store = new PodStore(changed);
        this.informer = client.pods()
                .inAnyNamespace()
                .withLimit(PAGE)
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(store);
        informer.exceptionHandler((started, problem) -> true);
    }

    /// Waits, the first time, until every pod was read once: a namespace that was not read yet would look healthy.
    ///
    /// @throws IllegalStateException when they cannot be read within a minute; ask again later
    List<JsonNode> of(String namespace) {
        try {
            begun().get(FIRST_LIST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unread) {
            throw new IllegalStateException("the pods of the cluster could not be read", unread);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the pods of the cluster were read", ended);
        }
        return store.of(namespace);
    }

    private synchronized CompletableFuture<Void> begun() {
        if (begun == null) {
            begun = informer.start().toCompletableFuture();
        }
        return begun;
    }

    @Override
    public void close() {
        informer.close();
    }
}
