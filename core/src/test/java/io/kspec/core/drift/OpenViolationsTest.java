package io.kspec.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.report.ReportResult;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.Evidence;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.scan.ScanResult;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OpenViolationsTest {
    private static final RuleId RULE = new RuleId("container-field-is-set", "securityContext.runAsNonRoot");
    private static final RuleCard CARD =
            new RuleCard("workload-security", Category.WORKLOADS, Severity.HIGH, "title", "why.", "fix.", List.of());

    private static Violation finding(String pod) {
        return new Violation(
                new SubjectRef("v1", "Pod", "shop", pod, "app"),
                FieldPath.of("spec.containers[0].securityContext.runAsNonRoot"),
                "absent",
                "true",
                "Set it.");
    }

    private static ScanResult scan(RuleStatus status, String... pods) {
        List<Violation> findings =
                Stream.of(pods).map(OpenViolationsTest::finding).toList();
        return new ScanResult(
                "production",
                List.of(new RuleResult(
                        RULE, CARD, status, "message", findings, List.of(), Evidence.violations(findings), List.of())));
    }

    private static List<String> names(List<DriftEvent> events) {
        return events.stream().map(event -> event.resource().name()).toList();
    }

    @Test
    void whatComesToBreakARuleIsOneEventAndOnlyOnce() {
        ScanResult first = scan(RuleStatus.FAIL, "a", "a", "b");
        assertThat(names(OpenViolations.NONE.since(first))).containsExactly("a", "b");
        OpenViolations known = OpenViolations.NONE.after(first);
        assertThat(known.since(first)).isEmpty();
        assertThat(names(known.since(scan(RuleStatus.FAIL, "b", "c")))).containsExactly("c");
    }

    @Test
    void anEventNamesTheObjectAndTheRule() {
        DriftEvent event = OpenViolations.NONE.since(scan(RuleStatus.FAIL, "a")).getFirst();
        assertThat(event.severity())
                .isEqualTo(DriftSeverity.valueOf(CARD.severity().name()));
        assertThat(event.resource().kind()).isEqualTo("Pod");
        assertThat(event.resource().namespace()).isEqualTo("shop");
        assertThat(event.check()).isEqualTo(RULE.toString());
        assertThat(event.message()).startsWith("Pod shop/a: ").contains("must be true");
        assertThat(event.remediation().action().word()).isEqualTo("report");
        assertThat(event.remediation().status().word()).isEqualTo("pending");
    }

    @Test
    void whatWasMendedIsNewsWhenItBreaksAgain() {
        OpenViolations known =
                OpenViolations.NONE.after(scan(RuleStatus.FAIL, "a")).after(scan(RuleStatus.PASS));
        assertThat(names(known.since(scan(RuleStatus.FAIL, "a")))).containsExactly("a");
    }

    @Test
    void aRuleThatCouldNotBeAskedForgetsNothing() {
        OpenViolations known =
                OpenViolations.NONE.after(scan(RuleStatus.FAIL, "a")).after(scan(RuleStatus.NOT_EVALUATED));
        assertThat(known.since(scan(RuleStatus.FAIL, "a"))).isEmpty();
    }

    @Test
    void aNewLeaderKnowsWhatTheStoredReportTells() {
        OpenViolations known = OpenViolations.of(List.of(stored(null, "a")));
        assertThat(names(known.since(scan(RuleStatus.FAIL, "a", "b")))).containsExactly("b");
    }

    @Test
    void whereTheStoredReportLeftSomeOutAllCountAsKnownUntilTheNextScan() {
        OpenViolations known = OpenViolations.of(List.of(stored(3, "a")));
        ScanResult scan = scan(RuleStatus.FAIL, "a", "b");
        assertThat(known.since(scan)).isEmpty();
        assertThat(names(known.after(scan).since(scan(RuleStatus.FAIL, "a", "b", "c"))))
                .containsExactly("c");
    }

    private static ReportResult stored(@org.jspecify.annotations.Nullable Integer leftOut, String... pods) {
        Map<String, Object> details = Evidence.violations(
                Stream.of(pods).map(OpenViolationsTest::finding).toList());
        return new ReportResult(
                CARD.check(),
                RULE.toString(),
                CARD.category().word(),
                "Fail",
                "High",
                null,
                "message",
                new ObjectMapper().valueToTree(details),
                leftOut);
    }
}
