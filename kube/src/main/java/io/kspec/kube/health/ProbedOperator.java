package io.kspec.kube.health;

import io.kspec.kube.workload.WorkloadRef;
import java.util.List;
import java.util.Optional;

/// What belongs to an operator in one cluster.
///
/// @param controllers its workloads, as the release's manifest names them
/// @param validating names of its ValidatingWebhookConfigurations
/// @param mutating names of its MutatingWebhookConfigurations
/// @param webhookLabels selects further configurations of both kinds, such as `app.kubernetes.io/instance=blue`
/// @param definitions names of its CustomResourceDefinitions; their conversion webhooks are asked as well
public record ProbedOperator(
        List<WorkloadRef> controllers,
        List<String> validating,
        List<String> mutating,
        Optional<String> webhookLabels,
        List<String> definitions) {
    public ProbedOperator {
        controllers = List.copyOf(controllers);
        validating = List.copyOf(validating);
        mutating = List.copyOf(mutating);
        definitions = List.copyOf(definitions);
    }
}
