package io.kspec.local.kubelet;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;

/// What all pods of one kubelet share.
///
/// @param server address of the API server, for the pods
/// @param directory below which each pod gets its folder
/// @param logs where each container gets its file
record Workplace(
        KubernetesClient client,
        URI server,
        KubeletSettings settings,
        Processes processes,
        Path directory,
        Path logs) {}
