package io.kspec.kube.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/// What turns a client's objects into JSON and back, for a program that runs long in little memory.
///
/// The client's own loads a class for every kind of Kubernetes, and makes each object of a watch one of these before
/// it becomes what was asked for: more than a thousand classes that nobody uses, and every pod built twice. This one
/// knows the few kinds that are watched as such; all others stay the trees that they are.
public final class LeanSerialization {
    private LeanSerialization() {}

    /// A client that works with it.
    public static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(create())
                .build();
    }

    /// One for one client.
    public static KubernetesSerialization create() {
        var serialization = new KubernetesSerialization(new ObjectMapper(), false);
        serialization.registerKubernetesResource(Status.class); // how a watch says that it has expired
        serialization.registerKubernetesResource(Namespace.class);
        serialization.registerKubernetesResource(Secret.class);
        serialization.registerKubernetesResource(Lease.class);
        return serialization;
    }
}
