package io.kspec.core.rule.observability;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.AuditLogSpec;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The audit log is kept for as many days as the specification demands.
///
/// **Reads** the command lines of API servers that run as static pods: `--audit-log-maxage` in days, where 0 and
/// absent mean no limit by age, and `--audit-log-maxbackup`, which may end a file's life earlier. **Answers** Pass
/// when nothing deletes a file sooner; Fail with one violation per API server that deletes files sooner; Manual
/// when that depends on how much is written, when another system keeps the log, or when no API server can be seen;
/// NotEvaluated when pods could not be read. Never throws. **Cost** O(pods); safe for use by many threads.
/// **Source** `spec.observability.logging.auditLog.minRetentionDays`; CIS Kubernetes Benchmark 1.12, 1.2.17.
public final class AuditLogIsKept implements ClusterRule {
    private static final RuleCard CARD = Signals.card(
            "observability-audit-log",
            "The audit log is kept as long as demanded",
            "An attack that is found late can only be followed as far back as the log reaches.",
            "Raise --audit-log-maxage, or exempt the API server once another system keeps the log for as long.",
            Controls.all(
                    Controls.cis("1.2.17", "1.2.18"),
                    Controls.nist("AU-2", "AU-12"),
                    Controls.pci("10.2.1"),
                    Controls.soc2("CC7.2")));
    public static final RuleKind KIND = new RuleKind(
            "audit-log-is-kept", CARD, "observability.logging.auditLog.minRetentionDays", AuditLogIsKept::demandedBy);

    private final int days;

    private AuditLogIsKept(int days) {
        this.days = days;
    }

    public static Stream<AuditLogIsKept> demandedBy(ClusterSpec spec) {
        return auditLog(spec)
                .flatMap(log -> Stream.ofNullable(log.minRetentionDays()))
                .filter(days -> days > 0)
                .map(AuditLogIsKept::new);
    }

    static Stream<AuditLogSpec> auditLog(ClusterSpec spec) {
        return Stream.ofNullable(spec.observability())
                .flatMap(observability -> Stream.ofNullable(observability.logging()))
                .flatMap(logging -> Stream.ofNullable(logging.auditLog()));
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(Resource.PODS);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        List<ApiServers.ApiServer> servers = ApiServers.visible(cluster);
        List<Violation> violations = servers.stream()
                .filter(this::deletesSooner)
                .map(server -> new Violation(
                        server.ref(),
                        FieldPath.of("spec.containers.0.command"),
                        "--audit-log-maxage=" + age(server),
                        "at least %d days".formatted(days),
                        CARD.fix()))
                .toList();
        boolean certain = !servers.isEmpty() && servers.stream().allMatch(AuditLogIsKept::isKeptByAgeAlone);
        return violations.isEmpty() && gaps(cluster).isEmpty() && !certain
                ? new Verdict.Manual(
                        "Is the audit log kept for %d days? That cannot be seen from the API server's command line."
                                .formatted(days))
                : verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        return "audit log kept for less than %d days by %s"
                .formatted(days, Headlines.count(violations.size(), "API server", "API servers"));
    }

    private boolean deletesSooner(ApiServers.ApiServer server) {
        return server.has("audit-log-path")
                && !server.has("audit-webhook-config-file")
                && age(server) > 0
                && age(server) < days;
    }

    private static boolean isKeptByAgeAlone(ApiServers.ApiServer server) {
        return server.has("audit-log-path")
                && !server.has("audit-webhook-config-file")
                && server.number("audit-log-maxbackup").orElse(0) == 0;
    }

    private static int age(ApiServers.ApiServer server) {
        return server.number("audit-log-maxage").orElse(0);
    }
}
