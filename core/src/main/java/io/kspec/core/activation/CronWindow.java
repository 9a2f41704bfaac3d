package io.kspec.core.activation;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;

/// A span of time that opens whenever a cron expression fires.
///
/// @param duration elapsed time, whatever the clock does meanwhile
public record CronWindow(ExecutionTime starts, Duration duration) {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /// Empty when the expression is none of five fields, or there is no duration.
    public static Optional<CronWindow> of(String expression, Optional<Duration> duration) {
        return duration.flatMap(length -> starts(expression).map(times -> new CronWindow(times, length)));
    }

    private static Optional<ExecutionTime> starts(String expression) {
        try {
            return Optional.of(ExecutionTime.forCron(PARSER.parse(expression.strip())));
        } catch (IllegalArgumentException noCron) {
            return Optional.empty();
        }
    }

    /// From the start, up to and without the end.
    boolean holds(ZonedDateTime now) {
        if (starts.isMatch(now)) {
            return true;
        }
        return starts.lastExecution(now)
                .map(start -> Duration.between(start, now).compareTo(duration) < 0)
                .orElse(false);
    }
}
