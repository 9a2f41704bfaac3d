package io.kspec.core.rule.observability;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The API server writes an audit log.
///
/// **Reads** the command lines of API servers that run as static pods: an audit policy, and a log file or a webhook
/// to write to. **Answers** Pass when all that can be seen write one; Fail with one violation per API server that
/// does not; Manual when none can be seen, as under a managed control plane; NotEvaluated when pods could not be
/// read. Never throws. **Cost** O(pods); safe for use by many threads. **Source**
/// `spec.observability.logging.auditLog.required`; CIS Kubernetes Benchmark 1.12, 1.2.16 and 3.2.1.
public final class AuditLogIsWritten implements ClusterRule {
    private static final RuleCard CARD = Signals.card(
            "observability-audit-log",
            "The API server writes an audit log",
            "Without an audit log nobody can tell who did what.",
            "Start the API server with --audit-policy-file and --audit-log-path or --audit-webhook-config-file.",
            Controls.all(
                    Controls.cis("1.2.16", "3.2.1"),
                    Controls.nist("AU-2", "AU-6", "AU-12"),
                    Controls.pci("10.2.1"),
                    Controls.soc2("CC7.2")));
    public static final RuleKind KIND = new RuleKind(
            "audit-log-is-written", CARD, "observability.logging.auditLog.required", AuditLogIsWritten::demandedBy);

    public static Stream<AuditLogIsWritten> demandedBy(ClusterSpec spec) {
        return AuditLogIsKept.auditLog(spec)
                .filter(log -> Boolean.TRUE.equals(log.required()))
                .map(_ -> new AuditLogIsWritten());
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
        if (servers.isEmpty() && gaps(cluster).isEmpty()) {
            return new Verdict.Manual(
                    "Does the API server write an audit log? Its command line cannot be seen from here.");
        }
        List<Violation> violations = servers.stream()
                .filter(server -> !server.writesAnAuditLog())
                .map(server -> new Violation(
                        server.ref(),
                        FieldPath.of("spec.containers.0.command"),
                        "without an audit log",
                        "with --audit-policy-file and a log or webhook to write to",
                        CARD.fix()))
                .toList();
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        return "%s without an audit log".formatted(Headlines.count(violations.size(), "API server", "API servers"));
    }
}
