package io.kspec.kube.read;

import io.fabric8.kubernetes.client.KubernetesClientException;

/// What one small request says of all objects of a kind.
sealed interface Glance {
    /// How many there were, and when.
    ///
    /// @param apiVersion that is served
    /// @param count of the objects there are
    /// @param resourceVersion at which they are that many; empty where the server does not say
    record Seen(String apiVersion, long count, String resourceVersion) implements Glance {}

    record Refused(KubernetesClientException why) implements Glance {}
}
