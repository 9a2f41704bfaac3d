package io.kspec.cli.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/// Where scenes play.
///
/// @param client acts as an administrator of the cluster
/// @param api the same cluster, by plain requests
/// @param operator the operator's process
/// @param kubeconfig of the cluster
record Stage(KubernetesClient client, Api api, OperatorProcess operator, Path kubeconfig) {}
