package io.kspec.core.exemption;

import io.kspec.core.rule.Rule;
import io.kspec.core.spec.PolicyExemption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The exemptions of a specification, in their order.
public record Exemptions(List<Exemption> list) {
    public static final Exemptions NONE = new Exemptions(List.of());

    public Exemptions {
        list = List.copyOf(list);
    }

    public static Exemptions of(List<PolicyExemption> exemptions) {
        return new Exemptions(exemptions.stream().map(Exemption::of).toList());
    }

    /// The first exemption that pardons an object of breaking a rule; one that has expired never does.
    public Optional<Exemption> pardoning(Rule rule, Petitioner petitioner, Instant now) {
        return list.stream()
                .filter(exemption -> exemption.holds(now) && exemption.concerns(rule) && exemption.names(petitioner))
                .findFirst();
    }

    /// Those that hold at a time.
    public List<Exemption> holding(Instant now) {
        return list.stream().filter(exemption -> exemption.holds(now)).toList();
    }
}
