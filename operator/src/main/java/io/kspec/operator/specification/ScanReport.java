package io.kspec.operator.specification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.exemption.Exemption;
import io.kspec.core.exemption.ExemptionUse;
import io.kspec.core.report.ClusterSpecRef;
import io.kspec.core.report.ComplianceReportSpec;
import io.kspec.core.report.ReportResult;
import io.kspec.core.report.ReportSummary;
import io.kspec.core.report.ReportedExemption;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.ScanResult;
import io.kspec.core.scan.Summary;
import io.kspec.core.spec.Mode;
import io.kspec.core.verdict.Violation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A scan as the evidence that is stored. Pure; bounded, because an object above 1 MiB cannot be stored: each result
/// keeps its first [#MOST_FINDINGS] findings and counts the rest.
final class ScanReport {
    static final int MOST_FINDINGS = 50;
    private static final int LONGEST_MESSAGE = 1024;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ScanReport() {}

    static ComplianceReportSpec of(Rulebook rulebook, ScanResult scan, Instant finished, @Nullable String clusterUid) {
        Summary summary = scan.summary();
        return new ComplianceReportSpec(
                new ClusterSpecRef(rulebook.specification(), rulebook.version().orElse(null)),
                "local",
                clusterUid,
                finished.truncatedTo(ChronoUnit.SECONDS).toString(),
                new ReportSummary(
                        summary.total(),
                        summary.passed(),
                        summary.failed(),
                        summary.score(),
                        summary.skipped(),
                        summary.manual(),
                        summary.notEvaluated()),
                scan.active() ? null : false,
                scan.results().stream()
                        .map(result -> result(result, rulebook.enforcement()))
                        .toList(),
                scan.exemptions().stream().map(ScanReport::exemption).toList());
    }

    private static ReportedExemption exemption(ExemptionUse use) {
        Exemption exemption = use.exemption();
        return new ReportedExemption(
                exemption.name(),
                exemption.reason(),
                exemption.approver(),
                exemption.expires().map(Instant::toString).orElse(null),
                use.state().word(),
                use.pardoned());
    }

    private static ReportResult result(RuleResult result, Enforcement enforcement) {
        List<Violation> findings = result.findings();
        int leftOut = Math.max(0, findings.size() - MOST_FINDINGS);
        return new ReportResult(
                result.card().check(),
                result.id().toString(),
                result.card().category().word(),
                result.status().word(),
                result.card().severity().word(),
                milder(enforcement.ruleModes().of(result.id()), enforcement.mode()),
                cut(result.message()),
                details(result),
                leftOut == 0 ? null : leftOut);
    }

    private static @Nullable String milder(Mode own, Mode declared) {
        return own.compareTo(declared) < 0 ? own.name().toLowerCase(Locale.ROOT) : null;
    }

    private static @Nullable JsonNode details(RuleResult result) {
        return result.details().isEmpty() ? null : capped(MAPPER.valueToTree(result.details()));
    }

    /// The first items of every list at the top of the evidence.
    private static JsonNode capped(JsonNode details) {
        details.forEach(value -> {
            if (value instanceof com.fasterxml.jackson.databind.node.ArrayNode list) {
                while (list.size() > MOST_FINDINGS) {
                    list.remove(list.size() - 1);
                }
            }
        });
        return details;
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
