package io.kspec.core.rule.podsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PodSecurityExemption;
import io.kspec.core.spec.PodSecurityLevel;
import io.kspec.core.spec.PodSecuritySpec;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every namespace carries Pod Security labels at least as strict as demanded.
///
/// **Reads** the labels `pod-security.kubernetes.io/{enforce,audit,warn}` of all namespaces, `kube-system`
/// included, and the `-version` labels when the specification names a version. No label stands for `privileged`, no
/// version for `latest`. A mode that the specification leaves out is not looked at. In a namespace that the
/// specification exempts, the exemption's level stands in for each demanded level.
/// **Answers** Pass, or Fail with one violation per label in the order of the namespaces; NotEvaluated when
/// namespaces could not be read. Never throws.
/// **Cost** O(namespaces); safe for use by many threads.
/// **Source** Pod Security Admission, namespace labels; CIS Kubernetes Benchmark 1.12, 5.2.1.
public final class NamespacesCarryPodSecurityLabels implements ClusterRule {
    private static final String PREFIX = "pod-security.kubernetes.io/";
    private static final String LATEST = "latest";
    private static final RuleCard CARD = new RuleCard(
            "pod-security-standards",
            Category.POD_SECURITY,
            Severity.CRITICAL,
            "Every namespace carries the demanded Pod Security labels",
            "Without the labels the API server admits pods that can take over their node.",
            "Label the namespace: kubectl label namespace NAME pod-security.kubernetes.io/enforce=LEVEL.",
            Controls.all(
                    Stream.concat(
                            Controls.full(Controls.cis("5.2.1")),
                            Controls.cis(
                                    "5.2.2", "5.2.3", "5.2.4", "5.2.5", "5.2.6", "5.2.7", "5.2.8", "5.2.9", "5.2.10",
                                    "5.2.11", "5.2.12")),
                    Controls.nist("CM-6", "CM-7", "AC-6", "SC-39"),
                    Controls.pci("2.2.4", "2.2.6"),
                    Controls.soc2("CC6.1", "CC6.8")));
    public static final RuleKind KIND = new RuleKind(
            "namespaces-carry-pod-security-labels", CARD, "podSecurity", NamespacesCarryPodSecurityLabels::demandedBy);

    private final Map<String, PodSecurityLevel> demandedByMode;
    private final Map<String, PodSecurityLevel> exemptions;
    private final Optional<String> version;

    private NamespacesCarryPodSecurityLabels(PodSecuritySpec demand) {
        var modes = new LinkedHashMap<String, PodSecurityLevel>();
        put(modes, "enforce", Optional.ofNullable(demand.enforce()));
        put(modes, "audit", Optional.ofNullable(demand.audit()));
        put(modes, "warn", Optional.ofNullable(demand.warn()));
        this.demandedByMode = modes;
        this.exemptions = demand.exemptions().stream()
                .filter(exemption -> exemption.namespace() != null)
                .collect(Collectors.toUnmodifiableMap(
                        exemption -> Optional.ofNullable(exemption.namespace()).orElse(""),
                        NamespacesCarryPodSecurityLabels::level,
                        NamespacesCarryPodSecurityLabels::stricter));
        this.version = Optional.ofNullable(demand.version());
    }

    public static Stream<NamespacesCarryPodSecurityLabels> demandedBy(ClusterSpec spec) {
        return Stream.ofNullable(spec.podSecurity())
                .map(NamespacesCarryPodSecurityLabels::new)
                .filter(rule -> !rule.demandedByMode.isEmpty());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(Resource.NAMESPACES);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        var violations = new ArrayList<Violation>();
        for (JsonNode json : cluster.list(Resource.NAMESPACES).items()) {
            Subject namespace = Subject.of(json);
            Optional<PodSecurityLevel> exempted =
                    Optional.ofNullable(exemptions.get(namespace.ref().name()));
            demandedByMode.forEach((mode, level) -> {
                PodSecurityLevel demanded = exempted.orElse(level);
                levelViolation(namespace, mode, demanded).ifPresent(violations::add);
                if (exempted.isEmpty()) {
                    versionViolation(namespace, mode).ifPresent(violations::add);
                }
            });
        }
        PodSecurityLevel strictest = demandedByMode.values().stream()
                .reduce(NamespacesCarryPodSecurityLabels::stricter)
                .orElse(PodSecurityLevel.PRIVILEGED);
        PodSecurityLevel shown =
                Optional.ofNullable(demandedByMode.get("enforce")).orElse(strictest);
        return verdict(cluster, violations, "Pod Security Standards enforced: " + word(shown));
    }

    @Override
    public String headline(List<Violation> violations) {
        List<String> names = violations.stream()
                .map(Violation::subject)
                .map(SubjectRef::name)
                .distinct()
                .toList();
        return "%s without the demanded Pod Security labels: %s"
                .formatted(Headlines.count(names.size(), "namespace", "namespaces"), Headlines.names(names));
    }

    private static Optional<Violation> levelViolation(Subject namespace, String mode, PodSecurityLevel demanded) {
        String label = label(namespace, mode);
        boolean strictEnough = level(label)
                .map(actual -> actual.compareTo(demanded) >= 0)
                .orElse(label.isEmpty() && demanded == PodSecurityLevel.PRIVILEGED);
        if (strictEnough) {
            return Optional.empty();
        }
        String orStricter = demanded == PodSecurityLevel.RESTRICTED ? "" : " or stricter";
        return Optional.of(violation(
                namespace, mode, label.isEmpty() ? "absent" : label, word(demanded) + orStricter, word(demanded)));
    }

    private Optional<Violation> versionViolation(Subject namespace, String mode) {
        String name = mode + "-version";
        String label = label(namespace, name);
        return version.filter(demanded -> !demanded.equals(label.isEmpty() ? LATEST : label))
                .map(demanded -> violation(namespace, name, label.isEmpty() ? "absent" : label, demanded, demanded));
    }

    private static Violation violation(Subject namespace, String name, String observed, String demanded, String value) {
        return new Violation(
                namespace.ref(),
                FieldPath.of("metadata.labels").field(PREFIX + name),
                observed,
                demanded,
                "Run kubectl label namespace %s %s%s=%s --overwrite."
                        .formatted(namespace.ref().name(), PREFIX, name, value));
    }

    private static String label(Subject namespace, String name) {
        return namespace
                .json()
                .path("metadata")
                .path("labels")
                .path(PREFIX + name)
                .asText("");
    }

    private static Optional<PodSecurityLevel> level(String label) {
        return Stream.of(PodSecurityLevel.values())
                .filter(level -> word(level).equals(label))
                .findFirst();
    }

    /// An exemption without a level pardons everything.
    private static PodSecurityLevel level(PodSecurityExemption exemption) {
        return Optional.ofNullable(exemption.level()).orElse(PodSecurityLevel.PRIVILEGED);
    }

    private static PodSecurityLevel stricter(PodSecurityLevel one, PodSecurityLevel other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String word(PodSecurityLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, PodSecurityLevel> modes, String mode, Optional<PodSecurityLevel> level) {
        level.ifPresent(demanded -> modes.put(mode, demanded));
    }
}
