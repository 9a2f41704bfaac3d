package io.kspec.core.rule.workloads;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodDemands;
import io.kspec.core.rule.pod.PodPart;
import io.kspec.core.rule.pod.PodRule;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PodsSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.stream.Stream;

/// No pod is given the token of its service account.
///
/// **Reads** `automountServiceAccountToken` of the pod: it must be there and false. Unset leaves it to the service
/// account, which whoever edits that account decides; a token that a projected volume asks for is none of this
/// rule's business. **Answers** Pass, or Fail with one violation. Never throws. **Cost** O(1); safe for use by many
/// threads. **Source** `spec.workloads.pods.disallowServiceAccountTokens`; CIS Kubernetes Benchmark 1.12, 5.1.6.
public final class ServiceAccountTokensAreNotMounted implements PodRule {
    private static final String FIELD = "automountServiceAccountToken";
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.MEDIUM,
            "No pod is given the token of its service account",
            "Who breaks into a pod can speak to the API server with its token.",
            "Set automountServiceAccountToken to false on the pod.",
            Controls.all(
                    Controls.cis("5.1.6"),
                    Controls.nist("AC-6", "CM-7"),
                    Controls.pci("2.2.6"),
                    Controls.soc2("CC6.1")));
    public static final RuleKind KIND = new RuleKind(
            "service-account-tokens-are-not-mounted",
            CARD,
            "workloads.pods.disallowServiceAccountTokens",
            ServiceAccountTokensAreNotMounted::demandedBy);

    public static Stream<ServiceAccountTokensAreNotMounted> demandedBy(ClusterSpec spec) {
        return PodDemands.asks(spec, PodsSpec::disallowServiceAccountTokens)
                ? Stream.of(new ServiceAccountTokensAreNotMounted())
                : Stream.empty();
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public List<Offence> offences(Workload workload) {
        PodPart pod = PodPart.spec(workload);
        if (pod.at(FIELD).isBoolean() && !pod.isTrue(FIELD)) {
            return List.of();
        }
        String observed = pod.has(FIELD) ? pod.shown(FIELD) : "absent, so that the service account decides";
        return List.of(new Offence(pod.container(), pod.path().field(FIELD), observed, "false", List.of())
                .mendedBy(pod.put(FIELD, BooleanNode.FALSE)));
    }

    @Override
    public CelForm cel() {
        return new CelForm.Expressed(List.of(new CelForm.Validation(
                "variables.podSpec.?automountServiceAccountToken.orValue(true) == false",
                "automountServiceAccountToken must be false",
                "")));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "pod is", "pods are") + " given the token of a service account";
    }
}
