package io.kspec.kube.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WriteWatchTest {
    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/namespaces, create, namespaces, '', ''",
        "PUT, /api/v1/namespaces/shop/status, update, namespaces/status, '', shop",
        "DELETE, /api/v1/namespaces/shop, delete, namespaces, '', shop",
        "POST, /api/v1/namespaces/shop/secrets, create, secrets, shop, ''",
        "PUT, /api/v1/namespaces/shop/secrets/tls, update, secrets, shop, tls",
        "PATCH, /apis/kspec.io/v1alpha1/clusterspecifications/prod/status, patch,"
                + " clusterspecifications.kspec.io/status, '', prod",
        "POST, /k8s/clusters/c-1/apis/kspec.io/v1alpha1/namespaces/k/driftreports, create, driftreports.kspec.io, k, ''",
    })
    void aWriteIsNamedByWhatItTouches(
            String method, String path, String verb, String resource, String namespace, String name) {
        assertThat(WriteWatch.written(method, URI.create("https://api:6443" + path + "?fieldManager=x"), 201))
                .contains(new WriteWatch.Written(verb, resource, namespace, name, 201));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/namespaces/shop/secrets/tls",
        "POST, /apis/kspec.io/v1alpha1/clusterspecifications?dryRun=All",
        "PUT, /apis/coordination.k8s.io/v1/namespaces/k/leases/lock",
        "POST, /version",
    })
    void readingTryingAndRenewingAreNoWrites(String method, String path) {
        assertThat(WriteWatch.written(method, URI.create("https://api:6443" + path), 200))
                .isEmpty();
    }

    @Test
    void aRefusedLeaseIsTold() {
        URI lease = URI.create("https://api:6443/apis/coordination.k8s.io/v1/namespaces/k/leases/lock");
        assertThat(WriteWatch.written("PUT", lease, 403)).hasValueSatisfying(written -> {
            assertThat(written.succeeded()).isFalse();
            assertThat(written.subject()).isEqualTo("leases.coordination.k8s.io k/lock");
        });
    }
}
