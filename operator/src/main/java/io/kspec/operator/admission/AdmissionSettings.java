package io.kspec.operator.admission;

import io.kspec.core.spec.FailurePolicy;
import java.util.Optional;
import java.util.Set;

/// How admission is served and registered.
///
/// @param enabled whether it is at all
/// @param port 0 for any free one
/// @param url base URL to register instead of the Service; `https://127.0.0.1` gets the port added
/// @param exemptNamespaces that admission leaves alone besides `kube-system` and the operator's own
/// @param mutation whether new pods are given what they leave out
/// @param failurePolicy Ignore: no specification fails closed; Fail: each says for itself
/// @param trustedAppliers users who may state another's approval of an exemption
public record AdmissionSettings(
        boolean enabled,
        String host,
        int port,
        Optional<String> url,
        Set<String> exemptNamespaces,
        boolean mutation,
        FailurePolicy failurePolicy,
        Set<String> trustedAppliers) {
    public AdmissionSettings {
        exemptNamespaces = Set.copyOf(exemptNamespaces);
        trustedAppliers = Set.copyOf(trustedAppliers);
    }
}
