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
public record GuardSettings(
        String namespace, Set<String> exemptNamespaces, Optional<String> webhookUrl, boolean webhooks) {
    public GuardSettings {
        exemptNamespaces = Set.copyOf(exemptNamespaces);
    }
}
