package io.kspec.core.exemption;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PodSecurityExemption;
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
        List<Petition> standing = before.map(Approvals::petitions).orElse(List.of());
        List<Object> known = standing.stream().map(Petition::exemption).toList();
        var problems = new ArrayList<SpecProblem>();
        var given = new ArrayList<Approval>();
        for (Petition petition : petitions(after)) {
            if (known.contains(petition.exemption())) {
                continue;
            }
            String approver = petition.approver();
            if (approver.equals(user) || trusted.contains(user)) {
                given.add(new Approval(petition.name(), approver, user));
            } else {
                problems.add(new SpecProblem(
                        petition.at().field("approver"),
                        "\"%s\" is not who applies it: \"%s\" does".formatted(approver, user),
                        "Let the approver apply the exemption, or write \"%s\" as the approver.".formatted(user)));
            }
        }
        return new Approvals(problems, given);
    }

    /// An exemption of either kind.
    ///
    /// @param exemption as it is written, to be compared
    /// @param name for the audit log
    private record Petition(Object exemption, String name, String approver, FieldPath at) {}

    /// Exemptions of namespaces from Pod Security may leave the approver out, as those of older specifications do.
    private static List<Petition> petitions(ClusterSpec spec) {
        var petitions = new ArrayList<Petition>();
        for (int position = 0; position < spec.policyExemptions().size(); position++) {
            PolicyExemption exemption = spec.policyExemptions().get(position);
            petitions.add(new Petition(
                    exemption,
                    Objects.requireNonNullElse(exemption.name(), ""),
                    Objects.requireNonNullElse(exemption.approver(), ""),
                    FieldPath.of("spec.policyExemptions").index(position)));
        }
        if (spec.podSecurity() != null) {
            List<PodSecurityExemption> exemptions = spec.podSecurity().exemptions();
            for (int position = 0; position < exemptions.size(); position++) {
                PodSecurityExemption exemption = exemptions.get(position);
                FieldPath at = FieldPath.of("spec.podSecurity.exemptions").index(position);
                Optional.ofNullable(exemption.approver())
                        .ifPresent(approver -> petitions.add(new Petition(
                                exemption,
                                "pod-security-" + Objects.requireNonNullElse(exemption.namespace(), ""),
                                approver,
                                at)));
            }
        }
        return petitions;
    }
}
