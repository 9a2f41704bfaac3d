package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.access.Certificates;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Pages;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When the certificates of a webhook at a Service end: nobody but the API server sees them served, but they lie in a
/// Secret of type `kubernetes.io/tls` beside the Service, and their authority in the registration.
final class ServingCertificates {
    private static final String TLS = "type%3Dkubernetes.io%2Ftls";

    private final ApiCalls calls;

    ServingCertificates(ApiCalls calls) {
        this.calls = calls;
    }

    /// The first end of any of them; empty where none can be seen.
    Optional<Instant> expiry(JsonNode clientConfig) {
        return Stream.concat(
                        serving(clientConfig.path("service")).map(ServingCertificates::end), authority(clientConfig))
                .min(Instant::compareTo);
    }

    /// Of several authorities one is enough, so the one that lasts longest counts.
    private static Stream<Instant> authority(JsonNode clientConfig) {
        return Certificates.decoded(clientConfig.path("caBundle").asText("")).stream()
                .flatMap(pem -> Certificates.of(pem).stream())
                .map(ServingCertificates::end)
                .max(Instant::compareTo)
                .stream();
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private Stream<X509Certificate> serving(JsonNode service) {
        if (!service.isObject()) {
            return Stream.empty();
        }
        String namespace = service.path("namespace").asText("");
        String host = "%s.%s.svc".formatted(service.path("name").asText(""), namespace);
        String path = "/api/v1/namespaces/%s/secrets?fieldSelector=%s".formatted(namespace, TLS);
        return switch (new Pages(calls).list(path)) {
            case Reading.Known<List<ObjectNode>> known ->
                known.value().stream()
                        .flatMap(
                                secret -> Certificates.decoded(
                                        secret.path("data").path("tls.crt").asText(""))
                                        .stream())
                        .flatMap(pem -> Certificates.of(pem).stream().limit(1))
                        .filter(certificate -> isFor(certificate, host));
            case Reading.Unknown<List<ObjectNode>> _ -> Stream.empty();
        };
    }

    private static boolean isFor(X509Certificate certificate, String host) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(name -> name.size() > 1 && host.equals(name.get(1)));
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }
}
