package io.kspec.core.drift.config;

import io.kspec.core.spec.DriftConfigSpec;
import io.kspec.core.spec.GoDuration;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// What a schema cannot see in a DriftConfig.
public final class DriftConfigValidation {
    private static final FieldPath SPEC = FieldPath.of("spec");

    private DriftConfigValidation() {}

    /// Problems in the order of the fields; none when it is sound.
    public static List<SpecProblem> of(DriftConfigSpec spec) {
        var problems = new ArrayList<SpecProblem>();
        if (spec.interval() != null && spec.schedule() != null) {
            problems.add(new SpecProblem(
                    SPEC.field("schedule"), "is set beside interval", "Set one of them; watches work besides."));
        }
        if (spec.interval() != null && DriftSchedule.of(withoutSchedule(spec)).isEmpty()) {
            boolean read = GoDuration.of(spec.interval()).isPresent();
            problems.add(new SpecProblem(
                    SPEC.field("interval"),
                    "\"%s\" is %s".formatted(spec.interval(), read ? "shorter than 30s" : "no duration"),
                    "Write a duration of at least 30s, for example 5m."));
        }
        if (spec.timezone() != null && !ZoneId.getAvailableZoneIds().contains(spec.timezone())) {
            problems.add(new SpecProblem(
                    SPEC.field("timezone"),
                    "\"%s\" is no time zone".formatted(spec.timezone()),
                    "Write a name of the IANA database, for example Europe/Berlin."));
        } else if (spec.schedule() != null
                && spec.interval() == null
                && DriftSchedule.of(spec).isEmpty()) {
            problems.add(new SpecProblem(
                    SPEC.field("schedule"),
                    "\"%s\" is no cron expression".formatted(spec.schedule()),
                    "Write minute, hour, day, month and weekday, for example 0 6 * * 1-5."));
        }
        for (int position = 0; position < spec.ignore().size(); position++) {
            pointers(spec, position, problems);
        }
        return List.copyOf(problems);
    }

    private static void pointers(DriftConfigSpec spec, int position, List<SpecProblem> problems) {
        FieldPath at = SPEC.field("ignore").index(position).field("pointers");
        List<String> pointers = spec.ignore().get(position).pointers();
        for (int index = 0; index < pointers.size(); index++) {
            if (!pointers.get(index).startsWith("/")) {
                problems.add(new SpecProblem(
                        at.index(index),
                        "\"%s\" is no JSON pointer".formatted(pointers.get(index)),
                        "Begin with a slash, for example /metadata/labels/team."));
            }
        }
    }

    private static DriftConfigSpec withoutSchedule(DriftConfigSpec spec) {
        return new DriftConfigSpec(
                spec.clusterSpecRef(),
                spec.detection(),
                spec.interval(),
                null,
                spec.timezone(),
                spec.remediation(),
                spec.ignore());
    }
}
