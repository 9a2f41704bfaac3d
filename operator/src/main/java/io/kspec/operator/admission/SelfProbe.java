package io.kspec.operator.admission;

import io.kspec.operator.certificate.ServingCertificate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.PemTrustOptions;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// Asks admission as the API server will, before it is registered: the certificate holds for its authority, both
/// paths answer, and the first caller does not pay for what a Java program loads at its first review.
final class SelfProbe {
    private static final long PATIENCE_SECONDS = 20;
    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"probe"},"spec":{"containers":[{"name":"probe",\
            "image":"registry.k8s.io/pause:3.10","securityContext":{"privileged":false}}]}}
            """;
    private static final String SPECIFICATION = """
            {"apiVersion":"kspec.io/v1alpha1","kind":"ClusterSpecification","metadata":{"name":"probe"},"spec":{\
            "enforcement":{"mode":"audit"},"kubernetes":{"minVersion":"1.24","maxVersion":"1.40"},"workloads":{\
            "containers":{"required":[{"key":"securityContext.runAsNonRoot","value":true}]},\
            "images":{"allowedRegistries":["registry.k8s.io"]}}}}
            """;

    private SelfProbe() {}

    /// Returns when both paths answered.
    ///
    /// @throws IllegalStateException when one did not; admission must then not be registered
    static void ask(Vertx vertx, String host, int port, ServingCertificate certificate) {
        var options = new HttpClientOptions()
                .setSsl(true)
                .setVerifyHost(false) // the certificate is for the Service's names; its authority is what is probed
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(certificate.caBundle())));
        HttpClient client = vertx.createHttpClient(options);
        try {
            asked(client, host, port, "/validate", POD)
                    .compose(_ -> asked(client, host, port, "/validate-specification", SPECIFICATION))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException silent) {
            throw new IllegalStateException(
                    "admission does not answer itself on port %d: %s".formatted(port, silent.getCause()), silent);
        } finally {
            client.close();
        }
    }

    private static Future<Buffer> asked(HttpClient client, String host, int port, String path, String object) {
        String reachable = host.equals("0.0.0.0") ? "127.0.0.1" : host;
        return client.request(HttpMethod.POST, port, reachable, path)
                .compose((HttpClientRequest request) -> request.send(Buffer.buffer(review(object))))
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("%s answered %d".formatted(path, response.statusCode())));
    }

    private static String review(String object) {
        return """
                {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"self-probe",\
                "operation":"CREATE","namespace":"kspec-self-probe","object":%s}}
                """.formatted(object);
    }
}
