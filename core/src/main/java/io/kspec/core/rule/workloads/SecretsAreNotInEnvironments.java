package io.kspec.core.rule.workloads;

import io.kspec.core.rule.Category;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.pod.Cel;
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

/// No environment variable is filled from a secret.
///
/// **Reads** `env[].valueFrom.secretKeyRef` and `envFrom[].secretRef` of init, regular and ephemeral containers.
/// **Answers** Pass, or Fail with one violation per reference. Never throws.
/// **Cost** O(variables); safe for use by many threads.
/// **Source** `spec.workloads.pods.disallowSecretsInEnv`; CIS Kubernetes Benchmark 1.12, 5.4.1.
public final class SecretsAreNotInEnvironments implements PodRule {
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.MEDIUM,
            "No environment variable is filled from a secret",
            "Environments end up in logs and crash reports, and every child process inherits them.",
            "Mount the secret as a volume and let the program read the file.",
            Controls.all(
                    Controls.cis("5.4.1"),
                    Controls.nist("IA-5(7)", "AC-6"),
                    Controls.pci("8.6.2"),
                    Controls.soc2("CC6.1")));
    public static final RuleKind KIND = new RuleKind(
            "secrets-are-not-in-environments",
            CARD,
            "workloads.pods.disallowSecretsInEnv",
            SecretsAreNotInEnvironments::demandedBy);

    public static Stream<SecretsAreNotInEnvironments> demandedBy(ClusterSpec spec) {
        return PodDemands.asks(spec, PodsSpec::disallowSecretsInEnv)
                ? Stream.of(new SecretsAreNotInEnvironments())
                : Stream.empty();
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    /// What would do is for a person to say.
    @Override
    public boolean mends() {
        return false;
    }

    @Override
    public List<Offence> offences(Workload workload) {
        return PodPart.containers(workload).stream()
                .flatMap(container -> Stream.concat(
                        references(container, "env", "valueFrom.secretKeyRef"),
                        references(container, "envFrom", "secretRef")))
                .toList();
    }

    @Override
    public CelForm cel() {
        String offends = "c.?env.orValue([]).exists(e, e.?valueFrom.?secretKeyRef.hasValue())"
                + " || c.?envFrom.orValue([]).exists(e, e.?secretRef.hasValue())";
        return new CelForm.Expressed(List.of(new CelForm.Validation(
                "!variables.containers.exists(c, %s)".formatted(offends),
                "environment variables must not come from secrets",
                Cel.offenders(
                        "variables.containers.filter(c, %s)".formatted(offends),
                        "env and envFrom must not refer to secrets"))));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "environment refers", "environments refer") + " to a secret";
    }

    private static Stream<Offence> references(PodPart container, String list, String field) {
        return container.list(list).stream()
                .filter(entry -> entry.has(field))
                .map(entry -> new Offence(
                        entry.container(),
                        entry.offence(field, "").path(),
                        "a reference to the secret " + entry.shown(field + ".name"),
                        "absent",
                        List.of()));
    }
}
