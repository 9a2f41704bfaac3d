package io.kspec.kube.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.failure.Failure;
import io.kspec.kube.failure.ApiFailures;
import io.kspec.kube.write.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/// Reads the workloads of one namespace whose templates can be changed, as they stand in the API server.
public final class NamespaceWorkloads {
    /// Deployments, StatefulSets and DaemonSets.
    public static final List<ObjectKind> KINDS = List.of(
            ObjectKind.DEPLOYMENT,
            new ObjectKind("apps", "v1", "StatefulSet", "statefulsets", true),
            new ObjectKind("apps", "v1", "DaemonSet", "daemonsets", true));

    private final KubernetesClient client;

    public NamespaceWorkloads(KubernetesClient client) {
        this.client = client;
    }

    /// All of them or none: half a list would hide workloads.
    public sealed interface Reading {
        /// Every workload, with `apiVersion`, `kind` and `managedFields`.
        record Read(List<JsonNode> workloads) implements Reading {
            public Read {
                workloads = List.copyOf(workloads);
            }
        }

        record Unread(Failure why) implements Reading {}
    }

    public Reading of(String namespace) {
        var pages = new Pages(client);
        var all = new ArrayList<JsonNode>();
        for (ObjectKind kind : KINDS) {
            String path = "/apis/%s/namespaces/%s/%s".formatted(kind.apiVersion(), namespace, kind.plural());
            switch (pages.list(path, kind.apiVersion(), kind.kind())) {
                case Listed.Items items -> all.addAll(items.items());
                case Listed.Refused refused -> {
                    return new Reading.Unread(ApiFailures.of(
                            refused.why(), client.getMasterUrl().toString(), "list", kind.plural(), namespace));
                }
            }
        }
        return new Reading.Read(all);
    }
}
