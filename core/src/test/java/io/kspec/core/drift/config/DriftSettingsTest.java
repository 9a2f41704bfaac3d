package io.kspec.core.drift.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.spec.DriftAction;
import io.kspec.core.spec.DriftConfigSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DriftSettingsTest {
    private static DriftConfigSpec spec(String yaml) {
        return switch (SpecReading.of(DriftConfigSpec.class, Yaml.one(yaml), FieldPath.of("spec"))) {
            case SpecReading.Read<DriftConfigSpec> read -> read.value();
            case SpecReading.Unreadable<DriftConfigSpec> unreadable -> throw new AssertionError(unreadable.problems());
        };
    }

    private static DriftAction action(String yaml, DriftEventType type, String kind, DriftSeverity severity) {
        return DriftSettings.of(spec(yaml)).action(type, kind, "", severity);
    }

    private static DriftAction ofPolicy(String yaml) {
        return action(yaml, DriftEventType.POLICY, "ValidatingAdmissionPolicy", DriftSeverity.HIGH);
    }

    @Test
    void withoutAnySettingsKspecPutsItsOwnObjectsBackAndShowsTheRest() {
        assertThat(ofPolicy("{}")).isEqualTo(DriftAction.REPAIR);
        assertThat(action("{}", DriftEventType.CONFIGURATION, "Secret", DriftSeverity.LOW))
                .isEqualTo(DriftAction.REPAIR);
        assertThat(action("{}", DriftEventType.COMPLIANCE, "Pod", DriftSeverity.HIGH))
                .isEqualTo(DriftAction.REPORT);
    }

    @Test
    void whatIsNotDetectedIsIgnored() {
        assertThat(ofPolicy("detection: {policies: false}")).isEqualTo(DriftAction.IGNORE);
    }

    @Test
    void whatMayNotBePutBackIsReported() {
        assertThat(ofPolicy("remediation: {auto: false}")).isEqualTo(DriftAction.REPORT);
        assertThat(ofPolicy("remediation: {dryRun: true}")).isEqualTo(DriftAction.REPORT);
        assertThat(ofPolicy("remediation: {types: [configuration]}")).isEqualTo(DriftAction.REPORT);
        String approve = "strategies: [{action: approve}]";
        assertThat(ofPolicy("remediation: {auto: false, %s}".formatted(approve)))
                .isEqualTo(DriftAction.APPROVE);
        assertThat(ofPolicy("remediation: {dryRun: true, %s}".formatted(approve)))
                .isEqualTo(DriftAction.REPORT);
        assertThat(ofPolicy("remediation: {types: [configuration], %s}".formatted(approve)))
                .isEqualTo(DriftAction.REPORT);
    }

    @Test
    void theFirstStrategyThatMatchesDecides() {
        String strategies = """
                remediation:
                  strategies:
                  - {match: {kind: ValidatingAdmissionPolicy, severity: low}, action: ignore}
                  - {match: {kind: ValidatingAdmissionPolicy}, action: approve}
                  - {action: report}
                """;
        assertThat(ofPolicy(strategies)).isEqualTo(DriftAction.APPROVE);
        assertThat(action(strategies, DriftEventType.POLICY, "ValidatingAdmissionPolicy", DriftSeverity.LOW))
                .isEqualTo(DriftAction.IGNORE);
        assertThat(action(strategies, DriftEventType.POLICY, "Other", DriftSeverity.LOW))
                .isEqualTo(DriftAction.REPORT);
    }

    @Test
    void aNamespaceMatchesOnlyItsOwnObjects() {
        DriftSettings settings =
                DriftSettings.of(spec("remediation: {strategies: [{match: {namespace: shop}, action: ignore}]}"));
        assertThat(settings.action(DriftEventType.POLICY, "Policy", "shop", DriftSeverity.LOW))
                .isEqualTo(DriftAction.IGNORE);
        assertThat(settings.action(DriftEventType.POLICY, "Policy", "pay", DriftSeverity.LOW))
                .isEqualTo(DriftAction.REPAIR);
    }

    @Test
    void fieldsAreIgnoredOfTheObjectsThatAreNamed() {
        DriftSettings settings =
                DriftSettings.of(spec("ignore: [{kind: Thing, name: one, pointers: [/metadata/labels]}]"));
        assertThat(settings.ignored("Thing", "one")).containsExactly("/metadata/labels");
        assertThat(settings.ignored("Thing", "other")).isEmpty();
        assertThat(settings.ignored("Other", "one")).isEmpty();
    }

    @Test
    void theOneThatNamesTheSpecificationWins() {
        var configs = new DriftConfigs(List.of(
                new DriftConfigs.Named("a", "all", spec("remediation: {dryRun: true}"), Set.of()),
                new DriftConfigs.Named(
                        "b", "mine", spec("{clusterSpecRef: {name: mine}, detection: {policies: false}}"), Set.of())));
        assertThat(configs.of("mine").dryRun()).isFalse();
        assertThat(configs.of("other").dryRun()).isTrue();
        assertThat(DriftConfigs.NONE.of("any")).isEqualTo(DriftSettings.DEFAULT);
    }

    @Test
    void whatIsWrongIsSaidAndNotUsed() {
        assertThat(problems("{interval: 10s}")).containsExactly("spec.interval");
        assertThat(problems("{interval: 5m, schedule: 0 6 * * *}")).containsExactly("spec.schedule");
        assertThat(problems("{schedule: 0 6 * * 9}")).containsExactly("spec.schedule");
        assertThat(problems("{schedule: 0 6 * * *, timezone: Mars/Base}")).containsExactly("spec.timezone");
        assertThat(problems("ignore: [{kind: A, pointers: [/spec, spec]}]"))
                .containsExactly("spec.ignore[0].pointers[1]");
        var configs = new DriftConfigs(List.of(new DriftConfigs.Named("a", "all", spec("{interval: 1s}"), Set.of())));
        assertThat(configs.chosen("any")).isEmpty();
    }

    @Test
    void aScheduleFollowsTheWallClockOfItsZone() {
        Instant before = Instant.parse("2026-03-28T12:00:00Z");
        DriftSchedule daily = DriftSchedule.of(spec("{schedule: 0 6 * * *, timezone: Europe/Berlin}"))
                .orElseThrow();
        Instant winter = daily.after(Instant.parse("2026-03-27T12:00:00Z")).orElseThrow();
        assertThat(winter).isEqualTo("2026-03-28T05:00:00Z");
        assertThat(daily.after(before)).contains(Instant.parse("2026-03-29T04:00:00Z"));
        assertThat(DriftSchedule.of(spec("{interval: 1h30m}")).orElseThrow().after(before))
                .contains(before.plusSeconds(5400));
    }

    private static List<String> problems(String yaml) {
        return DriftConfigValidation.of(spec(yaml)).stream()
                .map(SpecProblem::path)
                .map(FieldPath::dotted)
                .toList();
    }
}
