package io.kspec.acceptance.fault;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.kspec.local.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/// Asks admission as the API server does: at the registered URL, trusting the registered authority and nobody else.
final class AdmissionCaller implements AutoCloseable {
    private final HttpClient http;
    private final URI url;

    private AdmissionCaller(HttpClient http, URI url) {
        this.http = http;
        this.url = url;
    }

    static AdmissionCaller of(ValidatingWebhookConfiguration registration) {
        WebhookClientConfig registered = registration.getWebhooks().getFirst().getClientConfig();
        HttpClient http = HttpClient.newBuilder()
                .sslContext(trusting(Base64.getDecoder().decode(registered.getCaBundle())))
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        return new AdmissionCaller(http, URI.create(registered.getUrl()));
    }

    HttpResponse<String> send(String body) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException silent) {
            throw new AssertionError("admission at %s did not answer".formatted(url), silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /// A review of a new pod with one container.
    static String review(boolean privileged) {
        return """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
                  "uid": "a-review", "operation": "CREATE", "namespace": "shop",
                  "kind": {"group": "", "version": "v1", "kind": "Pod"},
                  "resource": {"group": "", "version": "v1", "resource": "pods"},
                  "object": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "pod", "namespace": "shop"},
                    "spec": {"containers": [{"name": "app", "image": "registry.k8s.io/pause:3.10",
                      "securityContext": {"privileged": %s}}]}}}}
                """.formatted(privileged);
    }

    private static SSLContext trusting(byte[] authority) {
        try {
            return Trust.of(authority);
        } catch (CertificateException broken) {
            throw new AssertionError("the registered authority cannot be read", broken);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
