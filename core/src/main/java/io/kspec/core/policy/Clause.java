package io.kspec.core.policy;

import io.kspec.core.exemption.Exemption;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.WorkloadRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One rule as every format writes it down.
///
/// @param pardons one condition per exemption, true for whom it does not pardon
record Clause(RuleId id, RuleCard card, List<CelForm.Validation> validations, List<Condition> pardons) {
    /// The API server takes 64 conditions per policy; those of scope and shape need room too.
    private static final int MOST_PARDONS = 48;

    /// CEL is parsed up to 100,000 characters.
    private static final int LONGEST_PARDONS = 50_000;

    Clause {
        validations = List.copyOf(validations);
        pardons = List.copyOf(pardons);
    }

    /// A rule that can be written down, or why it cannot.
    sealed interface Reading {
        record Said(Clause clause) implements Reading {}

        record Unsaid(Left left) implements Reading {}
    }

    static Reading of(WorkloadRule rule, List<Exemption> exemptions, Instant now) {
        List<Exemption> about = exemptions.stream()
                .filter(exemption -> exemption.holds(now) && exemption.concerns(rule))
                .toList();
        return switch (rule.cel()) {
            case CelForm.Inexpressible(String reason) -> unsaid(rule, reason);
            case CelForm.Expressed(List<CelForm.Validation> validations) -> {
                Optional<Exemption> whole = about.stream()
                        .filter(exemption -> ExemptionText.pardoned(exemption).isEmpty())
                        .findFirst();
                if (whole.isPresent()) {
                    yield unsaid(
                            rule,
                            "exemption %s pardons every object"
                                    .formatted(whole.get().name()));
                }
                List<Condition> pardons = pardons(about);
                int length = pardons.stream()
                        .mapToInt(pardon -> pardon.expression().length())
                        .sum();
                yield length > LONGEST_PARDONS
                        ? unsaid(rule, "its %d exemptions are longer than a policy may be".formatted(about.size()))
                        : new Reading.Said(new Clause(rule.id(), rule.card(), validations, pardons));
            }
        };
    }

    private static Reading unsaid(WorkloadRule rule, String reason) {
        return new Reading.Unsaid(new Left(rule.id(), reason));
    }

    private static List<Condition> pardons(List<Exemption> exemptions) {
        var conditions = new ArrayList<Condition>();
        var names = new HashSet<String>();
        List<String> others = new ArrayList<>();
        for (Exemption exemption : exemptions) {
            String pardoned =
                    "!(%s)".formatted(ExemptionText.pardoned(exemption).orElseThrow());
            if (conditions.size() < MOST_PARDONS && names.add(exemption.name())) {
                conditions.add(new Condition("exemption/" + exemption.name(), pardoned));
            } else {
                others.add(pardoned);
            }
        }
        if (!others.isEmpty()) {
            conditions.add(new Condition("further-exemptions", others.stream().collect(Collectors.joining(" && "))));
        }
        return conditions;
    }
}
