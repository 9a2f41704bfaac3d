package io.kspec.operator.specification;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.EnforcementSpec;
import io.kspec.core.spec.Mode;
import java.util.Optional;

/// The mode of a specification that names none. One that inherits takes the mode of what it builds on.
public record DefaultMode(Mode mode) {
    ClusterSpec of(ClusterSpec own) {
        Optional<EnforcementSpec> section = Optional.ofNullable(own.enforcement());
        boolean decided = section.filter(named -> named.mode() != null).isPresent();
        if (mode == Mode.MONITOR || decided || own.policyInheritance() != null) {
            return own;
        }
        return own.heldBy(section.map(named -> named.in(mode)).orElseGet(() -> EnforcementSpec.of(mode)));
    }
}
