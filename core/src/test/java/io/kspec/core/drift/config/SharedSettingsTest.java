package io.kspec.core.drift.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.spec.DriftAction;
import io.kspec.core.spec.DriftConfigSpec;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SharedSettingsTest {
    private static final String REPORT = "remediation: {strategies: [{action: report}]}";
    private static final String APPROVE = "remediation: {strategies: [{action: approve}]}";

    @Test
    void theStrictestActionHolds() {
        assertThat(action(gated("{}", true), gated(REPORT, true))).isEqualTo(DriftAction.REPAIR);
        assertThat(action(gated(REPORT, true), gated(APPROVE, true))).isEqualTo(DriftAction.APPROVE);
        assertThat(action(gated("detection: {configuration: false}", true), gated(REPORT, true)))
                .isEqualTo(DriftAction.REPORT);
    }

    @Test
    void whatAModeDoesNotAllowIsNotAllowedByAnotherThatReports() {
        assertThat(action(gated("{}", false), gated(REPORT, true))).isEqualTo(DriftAction.REPORT);
        assertThat(action(gated(APPROVE, false))).isEqualTo(DriftAction.REPORT);
    }

    @Test
    void onlyWhatAllIgnoreIsIgnored() {
        var labels = gated("ignore: [{kind: Thing, pointers: [/metadata/labels, /spec]}]", true);
        var team = gated("ignore: [{kind: Thing, pointers: [/metadata/labels/team]}]", true);
        assertThat(new SharedSettings(List.of(labels, team)).ignored("Thing", "one"))
                .containsExactly("/metadata/labels/team");
        assertThat(new SharedSettings(List.of(labels, gated("{}", true))).ignored("Thing", "one"))
                .isEmpty();
    }

    @Test
    void theSmallestBurstIsTheLimit() {
        assertThat(new SharedSettings(List.of(gated("remediation: {rateLimit: {burst: 9}}", true), gated("{}", true)))
                        .burst())
                .isEqualTo(3);
    }

    private static DriftAction action(SharedSettings.Gated... each) {
        return new SharedSettings(Stream.of(each).toList())
                .action(DriftEventType.CONFIGURATION, "Thing", DriftSeverity.MEDIUM);
    }

    private static SharedSettings.Gated gated(String yaml, boolean repairs) {
        return switch (SpecReading.of(DriftConfigSpec.class, Yaml.one(yaml), FieldPath.of("spec"))) {
            case SpecReading.Read<DriftConfigSpec> read ->
                new SharedSettings.Gated(DriftSettings.of(read.value()), repairs);
            case SpecReading.Unreadable<DriftConfigSpec> unreadable ->
                throw new AssertionError(unreadable.problems().toString());
        };
    }
}
