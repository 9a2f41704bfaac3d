package io.kspec.kube.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.cluster.Reading;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.kube.failure.ApiFailures;
import io.kspec.kube.write.ObjectKind;
import java.util.Optional;

/// Reads single workloads and their namespaces whole, as they stand in the API server.
public final class WorkloadObjects {
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final Pages pages;

    public WorkloadObjects(KubernetesClient client) {
        this.client = client;
        this.pages = new Pages(client);
    }

    /// Where a kind of workload is served.
    public static ObjectKind kind(WorkloadKind kind) {
        return new ObjectKind(kind.group(), "v1", kind.kind(), kind.plural(), true);
    }

    /// With `managedFields`; empty when there is none of that name.
    public Reading<Optional<JsonNode>> workload(WorkloadKind kind, String namespace, String name) {
        String path =
                "%snamespaces/%s/%s/%s".formatted(Pages.root(kind(kind).apiVersion()), namespace, kind.plural(), name);
        return read(path, kind.plural(), namespace);
    }

    /// Empty when there is none of that name.
    public Reading<Optional<JsonNode>> namespace(String name) {
        return read("/api/v1/namespaces/" + name, "namespaces", name);
    }

    private Reading<Optional<JsonNode>> read(String path, String plural, String scope) {
        try {
            return new Reading.Known<>(Optional.of(pages.get(path)));
        } catch (KubernetesClientException refused) {
            return refused.getCode() == NOT_FOUND
                    ? new Reading.Known<>(Optional.empty())
                    : new Reading.Unknown<>(
                            ApiFailures.of(refused, client.getMasterUrl().toString(), "get", plural, scope));
        }
    }
}
