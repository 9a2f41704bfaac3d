package io.kspec.operator.guard;

import io.kspec.core.cluster.Reading;
import io.kspec.kube.read.Capabilities;
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
/// @param nativePolicies whether it has ValidatingAdmissionPolicies (1.30 and later)
public record GuardSettings(
        String namespace,
        Set<String> exemptNamespaces,
        Optional<String> webhookUrl,
        boolean webhooks,
        boolean mutation,
        boolean matchConditions,
        boolean nativePolicies) {
    /// Of an API server that offers both.
    public GuardSettings(
            String namespace,
            Set<String> exemptNamespaces,
            Optional<String> webhookUrl,
            boolean webhooks,
            boolean mutation,
            boolean matchConditions) {
        this(namespace, exemptNamespaces, webhookUrl, webhooks, mutation, matchConditions, true);
    }

    /// On an API server that offers no more than this; what it could not say it offers counts as offered, because
    /// the guards that stand must not go for a fault.
    public GuardSettings on(Reading<Capabilities> capabilities) {
        return switch (capabilities) {
            case Reading.Unknown<Capabilities> _ -> this;
            case Reading.Known<Capabilities>(Capabilities known) ->
                new GuardSettings(
                        namespace,
                        exemptNamespaces,
                        webhookUrl,
                        webhooks,
                        mutation,
                        known.matchConditions(),
                        known.nativePolicies());
        };
    }

    public GuardSettings {
        exemptNamespaces = Set.copyOf(exemptNamespaces);
    }
}
