package io.kspec.core.rulebook;

import io.kspec.core.activation.Activation;
import io.kspec.core.exemption.Exemptions;
import io.kspec.core.scope.Scope;
import io.kspec.core.spec.ClusterSpec;
import java.util.Optional;

/// Where, when and for what a specification holds.
public record Reach(Scope scope, Activation activation, Exemptions exemptions) {
    /// Everywhere, always, and for everything.
    public static final Reach WHOLE = new Reach(Scope.EVERYWHERE, Activation.ALWAYS, Exemptions.NONE);

    static Reach of(ClusterSpec spec) {
        return new Reach(
                Optional.ofNullable(spec.namespaceScope()).map(Scope::of).orElse(Scope.EVERYWHERE),
                Optional.ofNullable(spec.timeBasedActivation())
                        .map(Activation::of)
                        .orElse(Activation.ALWAYS),
                Exemptions.of(spec.policyExemptions()));
    }
}
