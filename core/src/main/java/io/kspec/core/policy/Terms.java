package io.kspec.core.policy;

import io.kspec.core.spec.Mode;
import java.time.Instant;
import java.util.Set;

/// On what terms policies are generated.
///
/// @param mode `enforce` refuses, `audit` admits and records, and nothing is generated for `monitor`
/// @param exemptNamespaces names of namespaces that admission leaves alone, for example `kube-system`
/// @param taken names of policies that somebody else holds; only the older format has names that can collide
/// @param now the time at which exemptions hold
public record Terms(Mode mode, Set<String> exemptNamespaces, Set<String> taken, Instant now) {
    public Terms {
        exemptNamespaces = Set.copyOf(exemptNamespaces);
        taken = Set.copyOf(taken);
    }
}
