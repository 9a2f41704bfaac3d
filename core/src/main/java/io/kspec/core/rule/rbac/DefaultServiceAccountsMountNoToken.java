package io.kspec.core.rule.rbac;

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
import io.kspec.core.subject.Subject;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The `default` ServiceAccount of no namespace hands out a token, and no pod takes one from it.
///
/// **Reads** `automountServiceAccountToken` of ServiceAccounts named `default` and of the pods that run as one; the
/// pod's own word wins over the account's, absent is true. Of the pods of one controller the first stands for all;
/// finished pods are left out.
/// **Answers** Pass; Fail with one violation per account and per pod; NotEvaluated when none is found and something
/// could not be read. Never throws.
/// **Cost** O(accounts + pods); safe for use by many threads.
/// **Source** `spec.rbac.disallowDefaultServiceAccountTokens`; CIS Kubernetes Benchmark 1.12, 5.1.5.
public final class DefaultServiceAccountsMountNoToken implements ClusterRule {
    private static final String DEFAULT = "default";
    private static final String AUTOMOUNT = "automountServiceAccountToken";
    private static final RuleCard CARD = new RuleCard(
            "rbac-default-tokens",
            Category.RBAC,
            Severity.HIGH,
            "No token of a default ServiceAccount is mounted",
            "A token that nobody asked for lets whoever breaks into the pod speak to the API server.",
            "Set automountServiceAccountToken to false, and run what needs the API as an account of its own.",
            Controls.all(
                    Controls.cis("5.1.5", "5.1.6"),
                    Controls.nist("AC-2", "AC-3", "AC-6"),
                    Controls.pci("7.2.1", "7.2.2", "7.2.5"),
                    Controls.soc2("CC6.1", "CC6.2", "CC6.3")));
    public static final RuleKind KIND = new RuleKind(
            "default-service-accounts-mount-no-token",
            CARD,
            "rbac.disallowDefaultServiceAccountTokens",
            DefaultServiceAccountsMountNoToken::demandedBy);

    public static Stream<DefaultServiceAccountsMountNoToken> demandedBy(ClusterSpec spec) {
        return Stream.ofNullable(spec.rbac())
                .filter(rbac -> Boolean.TRUE.equals(rbac.disallowDefaultServiceAccountTokens()))
                .map(_ -> new DefaultServiceAccountsMountNoToken());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(Resource.SERVICE_ACCOUNTS, Resource.PODS);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        var violations = new ArrayList<Violation>();
        var refusing = new HashSet<String>();
        var known = new HashSet<String>();
        for (JsonNode json : cluster.list(Resource.SERVICE_ACCOUNTS).items()) {
            SubjectRef account = Subject.of(json).ref();
            if (account.name().equals(DEFAULT)) {
                known.add(account.namespace());
                if (isFalse(json)) {
                    refusing.add(account.namespace());
                } else {
                    violations.add(violation(account, FieldPath.of(AUTOMOUNT), json));
                }
            }
        }
        boolean everyAccountIsKnown =
                cluster.list(Resource.SERVICE_ACCOUNTS).gaps().isEmpty();
        var controllers = new HashSet<String>();
        for (JsonNode json : cluster.list(Resource.PODS).items()) {
            Optional<Workload> pod = Workload.of(json).filter(DefaultServiceAccountsMountNoToken::runsAsDefault);
            if (pod.isEmpty()) {
                continue;
            }
            JsonNode spec = pod.get().podSpec();
            String namespace = pod.get().ref().namespace();
            boolean decided = spec.hasNonNull(AUTOMOUNT) || known.contains(namespace) || everyAccountIsKnown;
            boolean mounted = !isFalse(spec) && (spec.hasNonNull(AUTOMOUNT) || !refusing.contains(namespace));
            boolean first = pod.get().controller().map(controllers::add).orElse(true);
            if (decided && mounted && first) {
                violations.add(
                        violation(pod.get().ref(), pod.get().podSpecPath().field(AUTOMOUNT), spec));
            }
        }
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        int accounts = (int) violations.stream()
                .filter(violation -> violation.subject().kind().equals("ServiceAccount"))
                .count();
        int pods = violations.size() - accounts;
        return "%s and %s with a token of a default account"
                .formatted(
                        Headlines.count(accounts, "default ServiceAccount", "default ServiceAccounts"),
                        Headlines.count(pods, "workload", "workloads"));
    }

    private static boolean runsAsDefault(Workload pod) {
        String phase = pod.subject().json().path("status").path("phase").asText("");
        String account = pod.podSpec().path("serviceAccountName").asText("");
        return !phase.equals("Succeeded") && !phase.equals("Failed") && (account.isEmpty() || account.equals(DEFAULT));
    }

    private static boolean isFalse(JsonNode holder) {
        return holder.path(AUTOMOUNT).isBoolean() && !holder.path(AUTOMOUNT).asBoolean();
    }

    private static Violation violation(SubjectRef subject, FieldPath path, JsonNode holder) {
        return new Violation(subject, path, holder.hasNonNull(AUTOMOUNT) ? "true" : "absent", "false", CARD.fix());
    }
}
