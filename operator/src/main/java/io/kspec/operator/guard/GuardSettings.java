package io.kspec.operator.guard;

import java.util.Optional;
import java.util.Set;

/// What guards need to know of this installation.
///
/// @param namespace where the operator runs; never judged by admission
/// @param exemptNamespaces further namespaces that admission leaves alone
/// @param webhookUrl base URL of admission when the API server cannot reach the Service, for example
///     `https://127.0.0.1:9443`; otherwise the Service `kspec-webhook-service` is registered
/// @param webhooks whether admission is registered at all
/// @param mutation whether new pods are given what they leave out
/// @param matchConditions whether the API server can narrow what it asks (1.28 and later)
public record GuardSettings(
        String namespace,
        Set<String> exemptNamespaces,
        Optional<String> webhookUrl,
        boolean webhooks,
        boolean mutation,
        boolean matchConditions) {
    public GuardSettings {
        exemptNamespaces = Set.copyOf(exemptNamespaces);
    }
}
