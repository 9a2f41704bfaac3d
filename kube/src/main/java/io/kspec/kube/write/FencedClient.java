package io.kspec.kube.write;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// A client through which libraries write only while this replica may: the question is asked right before each
/// request leaves, repetitions included. Reading and watching go on.
public final class FencedClient {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int CONFLICT = 409;

    private FencedClient() {}

    /// Shares the connections of `origin` and needs no closing of its own; when `origin` is closed, it is too.
    ///
    /// @param mayWrite when it says no, a write throws a [KubernetesClientException] with code 409: somebody else
    ///     decides now
    public static KubernetesClient of(KubernetesClient origin, BooleanSupplier mayWrite) {
        var fence = new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                if (!READING.contains(request.method()) && !mayWrite.getAsBoolean()) {
                    throw refusal(request);
                }
            }
        };
        Executor callbacks =
                task -> Thread.ofVirtual().name("kubernetes callback").start(task);
        return new KubernetesClientImpl(
                origin.getHttpClient()
                        .newBuilder()
                        .addOrReplaceInterceptor("kspec-fence", fence)
                        .build(),
                origin.getConfiguration(),
                () -> callbacks,
                origin.getKubernetesSerialization());
    }

    private static KubernetesClientException refusal(HttpRequest request) {
        String sentence = "%s %s is not sent: this replica no longer leads"
                .formatted(request.method(), request.uri().getPath());
        return new KubernetesClientException(
                sentence,
                CONFLICT,
                new StatusBuilder().withCode(CONFLICT).withMessage(sentence).build());
    }
}
