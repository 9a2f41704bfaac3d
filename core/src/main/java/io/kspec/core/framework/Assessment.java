package io.kspec.core.framework;

import io.kspec.core.framework.Evidence.Outcome;
import io.kspec.core.rule.Control;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.Rules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the answers of rules say about a framework, control by control.
///
/// Any rule that fails fails its controls. A control passes only when all its evidence passes and some of it
/// answers the whole question; what nobody asked is never passed over: it stands there as a question to a person.
///
/// @param controls in the order of the framework
public record Assessment(Framework framework, List<ControlResult> controls) {
    public Assessment {
        controls = List.copyOf(controls);
    }

    /// Assesses every control of the framework. Pure, and never throws.
    public static Assessment of(Framework framework, List<Evidence> evidence) {
        return new Assessment(
                framework,
                framework.controls().stream()
                        .map(control -> assess(framework, control, evidence))
                        .toList());
    }

    /// The controls of this status, in the order of the framework.
    public List<ControlResult> of(ControlStatus status) {
        return controls.stream().filter(control -> control.status() == status).toList();
    }

    private static ControlResult assess(Framework framework, FrameworkControl control, List<Evidence> evidence) {
        List<Evidence> asked = evidence.stream()
                .filter(one -> one.outcome() != Outcome.SKIPPED)
                .filter(one -> framework.strength(control, one.id(), one.card()).isPresent())
                .toList();
        if (asked.isEmpty()) {
            return new ControlResult(control, ControlStatus.MANUAL, notAssessed(framework, control), asked);
        }
        ControlStatus status = status(framework, control, asked);
        return new ControlResult(control, status, message(status, asked), asked);
    }

    private static ControlStatus status(Framework framework, FrameworkControl control, List<Evidence> asked) {
        Set<Outcome> outcomes = asked.stream().map(Evidence::outcome).collect(Collectors.toSet());
        if (outcomes.contains(Outcome.FAIL)) {
            return ControlStatus.FAIL;
        }
        if (outcomes.contains(Outcome.NOT_EVALUATED)) {
            return ControlStatus.NOT_EVALUATED;
        }
        Set<Control.Strength> strengths = asked.stream()
                .flatMap(one -> framework.strength(control, one.id(), one.card()).stream())
                .collect(Collectors.toSet());
        if (outcomes.contains(Outcome.MANUAL) || Set.of(Control.Strength.MANUAL).equals(strengths)) {
            return ControlStatus.MANUAL;
        }
        return strengths.contains(Control.Strength.FULL) ? ControlStatus.PASS : ControlStatus.PARTIAL_PASS;
    }

    private static String message(ControlStatus status, List<Evidence> asked) {
        return switch (status) {
            case PASS, PARTIAL_PASS -> "passed by " + names(asked, Outcome.PASS);
            case FAIL -> "failed by " + names(asked, Outcome.FAIL);
            case NOT_EVALUATED -> "could not be evaluated by " + names(asked, Outcome.NOT_EVALUATED);
            case MANUAL -> "a person must look at what " + names(asked, Outcome.MANUAL, Outcome.PASS) + " lists";
        };
    }

    private static String names(List<Evidence> asked, Outcome... outcomes) {
        return Headlines.names(asked.stream()
                .filter(one -> List.of(outcomes).contains(one.outcome()))
                .map(one -> one.id().toString())
                .toList());
    }

    /// With the fields that would ask for evidence, where there are some.
    private static String notAssessed(Framework framework, FrameworkControl control) {
        List<String> fields = Rules.ALL.stream()
                .filter(kind -> framework
                        .strength(control, new RuleId(kind.name()), kind.card())
                        .isPresent())
                .map(RuleKind::askedBy)
                .distinct()
                .toList();
        return fields.isEmpty()
                ? "not assessed: a person must answer it"
                : "not assessed: the specification does not ask for " + String.join(" or ", fields);
    }
}
