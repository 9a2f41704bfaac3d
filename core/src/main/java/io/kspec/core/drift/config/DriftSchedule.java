package io.kspec.core.drift.config;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.kspec.core.spec.DriftConfigSpec;
import io.kspec.core.spec.GoDuration;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/// When everything is compared.
public sealed interface DriftSchedule {
    Duration SHORTEST = Duration.ofSeconds(30);

    /// The next time after `last`; empty when there is none.
    Optional<Instant> after(Instant last);

    record Every(Duration interval) implements DriftSchedule {
        @Override
        public Optional<Instant> after(Instant last) {
            return Optional.of(last.plus(interval));
        }
    }

    record At(ExecutionTime times, ZoneId zone) implements DriftSchedule {
        @Override
        public Optional<Instant> after(Instant last) {
            return times.nextExecution(last.atZone(zone)).map(next -> next.toInstant());
        }
    }

    /// Empty when none is set, or what is set is none.
    static Optional<DriftSchedule> of(DriftConfigSpec spec) {
        String schedule = spec.schedule();
        if (schedule != null) {
            return zone(spec).flatMap(zone -> times(schedule).map(times -> new At(times, zone)));
        }
        return Optional.ofNullable(spec.interval())
                .flatMap(GoDuration::of)
                .filter(interval -> interval.compareTo(SHORTEST) >= 0)
                .map(Every::new);
    }

    private static Optional<ZoneId> zone(DriftConfigSpec spec) {
        try {
            return Optional.of(ZoneId.of(Objects.requireNonNullElse(spec.timezone(), "UTC")));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<ExecutionTime> times(String expression) {
        try {
            var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
            return Optional.of(ExecutionTime.forCron(parser.parse(expression.strip())));
        } catch (IllegalArgumentException noCron) {
            return Optional.empty();
        }
    }
}
