package io.kspec.operator;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// How an operator runs; the flags of [Main] one by one.
///
/// @param namespace of its Secrets and reports; exempt from admission
/// @param webhooks whether admission is served and registered
/// @param webhookPort 0 for any free one
/// @param webhookUrl base URL to register instead of the Service; `https://127.0.0.1` gets the port added
/// @param exemptNamespaces that admission leaves alone besides `kube-system` and the operator's own
/// @param interval between two scans
/// @param retention how many reports of each kind are kept per specification
/// @param healthPort of `/healthz` and `/readyz`; 0 for any free one
/// @param trustedAppliers users who may state another's approval of an exemption
public record OperatorOptions(
        String namespace,
        boolean webhooks,
        String webhookHost,
        int webhookPort,
        Optional<String> webhookUrl,
        Set<String> exemptNamespaces,
        Duration interval,
        int retention,
        int healthPort,
        Set<String> trustedAppliers) {
    public OperatorOptions {
        exemptNamespaces = Set.copyOf(exemptNamespaces);
        trustedAppliers = Set.copyOf(trustedAppliers);
    }

    /// What the chart deploys: the Service is registered, everything else is the documented default.
    public static OperatorOptions defaults() {
        return new OperatorOptions(
                "kspec-system",
                true,
                "0.0.0.0",
                9443,
                Optional.empty(),
                Set.of(),
                Duration.ofMinutes(5),
                30,
                8081,
                Set.of());
    }

    /// An operator outside its cluster: admission listens on loopback and is registered by URL, on free ports.
    public static OperatorOptions onLoopback() {
        OperatorOptions defaults = defaults();
        return new OperatorOptions(
                defaults.namespace,
                true,
                "127.0.0.1",
                0,
                Optional.of("https://127.0.0.1"),
                defaults.exemptNamespaces,
                defaults.interval,
                defaults.retention,
                0,
                defaults.trustedAppliers);
    }

    public OperatorOptions withInterval(Duration other) {
        return new OperatorOptions(
                namespace,
                webhooks,
                webhookHost,
                webhookPort,
                webhookUrl,
                exemptNamespaces,
                other,
                retention,
                healthPort,
                trustedAppliers);
    }

    public OperatorOptions withRetention(int other) {
        return new OperatorOptions(
                namespace,
                webhooks,
                webhookHost,
                webhookPort,
                webhookUrl,
                exemptNamespaces,
                interval,
                other,
                healthPort,
                trustedAppliers);
    }

    public OperatorOptions withWebhooks(boolean other) {
        return new OperatorOptions(
                namespace,
                other,
                webhookHost,
                webhookPort,
                webhookUrl,
                exemptNamespaces,
                interval,
                retention,
                healthPort,
                trustedAppliers);
    }
}
