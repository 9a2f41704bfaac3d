package io.kspec.core.exemption;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PolicyExemption;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Who approved the exemptions of a specification: the user who applies one approves it, so the approver that it
/// names must be that user. An exemption that stands unchanged keeps the approver it has.
///
/// @param problems refuse the specification
/// @param given the exemptions that this change approves, for the audit log
public record Approvals(List<SpecProblem> problems, List<Approval> given) {
    public Approvals {
        problems = List.copyOf(problems);
        given = List.copyOf(given);
    }

    /// An exemption and who approved it by applying it.
    public record Approval(String exemption, String approver, String appliedBy) {}

    /// What a change of a specification approves.
    ///
    /// @param before empty for a new specification
    /// @param user who applies it, as the API server authenticated it
    /// @param trusted users who may state another's approval, for example the account of a GitOps controller
    public static Approvals of(Optional<ClusterSpec> before, ClusterSpec after, String user, Set<String> trusted) {
        List<PolicyExemption> standing =
                before.map(ClusterSpec::policyExemptions).orElse(List.of());
        var problems = new ArrayList<SpecProblem>();
        var given = new ArrayList<Approval>();
        for (int position = 0; position < after.policyExemptions().size(); position++) {
            PolicyExemption exemption = after.policyExemptions().get(position);
            if (standing.contains(exemption)) {
                continue;
            }
            String approver = Objects.requireNonNullElse(exemption.approver(), "");
            if (approver.equals(user) || trusted.contains(user)) {
                given.add(new Approval(Objects.requireNonNullElse(exemption.name(), ""), approver, user));
            } else {
                problems.add(new SpecProblem(
                        FieldPath.of("spec.policyExemptions").index(position).field("approver"),
                        "\"%s\" is not who applies it: \"%s\" does".formatted(approver, user),
                        "Let the approver apply the exemption, or write \"%s\" as the approver.".formatted(user)));
            }
        }
        return new Approvals(problems, given);
    }
}
