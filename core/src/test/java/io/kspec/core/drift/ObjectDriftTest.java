package io.kspec.core.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.Yaml;
import io.kspec.core.report.ChangedBy;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.report.DriftType;
import io.kspec.core.report.Remediation;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationStatus;
import org.junit.jupiter.api.Test;

final class ObjectDriftTest {
    private static final ObjectNode POLICY = (ObjectNode) Yaml.one("""
            {apiVersion: x/v1, kind: Policy, metadata: {name: p, resourceVersion: "7"}, spec: {on: true}}
            """);
    private static final Remediation REPORTED =
            new Remediation(RemediationAction.REPORT, RemediationStatus.PENDING, null, null);

    @Test
    void whatIsGoneIsHighAndShownWhole() {
        DriftEvent deleted = ObjectDrift.deleted(DriftEventType.POLICY, POLICY, REPORTED);
        assertThat(deleted.severity()).isEqualTo(DriftSeverity.HIGH);
        assertThat(deleted.driftType()).isEqualTo(DriftType.DELETED);
        assertThat(deleted.message()).startsWith("Policy p was deleted; ");
        assertThat(deleted.expected()).isEqualTo(Comparison.essence(POLICY));
        assertThat(deleted.resource().uid()).isNull();
        assertThat(deleted.changedBy()).isEqualTo(Comparison.nobodyKnown());
    }

    @Test
    void whatMayNeverHaveBeenThereIsMissingAndNotDeleted() {
        DriftEvent missing = ObjectDrift.missing(DriftEventType.POLICY, POLICY, REPORTED);
        assertThat(missing.message()).isEqualTo("Policy p is missing");
        assertThat(missing.driftType()).isEqualTo(DriftType.DELETED);
    }

    @Test
    void whatWasChangedIsMediumAndNamesTheFieldsAndTheAuthor() {
        ObjectNode live = POLICY.deepCopy();
        live.withObject("/spec").put("on", false);
        var difference = Difference.between(POLICY, live).orElseThrow();
        DriftEvent byKubectl = ObjectDrift.modified(
                DriftEventType.POLICY, POLICY, "u", difference, new ChangedBy("kubectl", null, null, null), REPORTED);
        DriftEvent bySomebody =
                ObjectDrift.modified(DriftEventType.POLICY, POLICY, "", difference, Comparison.nobodyKnown(), REPORTED);
        assertThat(byKubectl.severity()).isEqualTo(DriftSeverity.MEDIUM);
        assertThat(byKubectl.message()).isEqualTo("Policy p was changed by kubectl: spec.on");
        assertThat(byKubectl.resource().uid()).isEqualTo("u");
        assertThat(bySomebody.message()).isEqualTo("Policy p was changed: spec.on");
    }

    @Test
    void whatNothingAsksForIsLow() {
        DriftEvent extra = ObjectDrift.extra(DriftEventType.POLICY, POLICY, REPORTED);
        assertThat(extra.severity()).isEqualTo(DriftSeverity.LOW);
        assertThat(extra.driftType()).isEqualTo(DriftType.EXTRA);
        assertThat(extra.message()).contains("does not ask for it");
    }

    @Test
    void theMarkIsTheSameForTheSameIntentOnly() {
        ObjectNode other = POLICY.deepCopy();
        other.withObject("/spec").put("on", false);
        assertThat(Intent.of(POLICY)).isEmpty();
        assertThat(Intent.of(Intent.marked(POLICY)))
                .startsWith("sha256:")
                .isEqualTo(Intent.of(Intent.marked(POLICY.deepCopy())))
                .isNotEqualTo(Intent.of(Intent.marked(other)));
    }
}
