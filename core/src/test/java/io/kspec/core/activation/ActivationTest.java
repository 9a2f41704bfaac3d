package io.kspec.core.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Rulebooks;
import io.kspec.core.spec.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ActivationTest {
    private static final String OFFICE = """
            timezone: Europe/Berlin
              activePeriods:
                - {startTime: "08:00", endTime: "18:00", daysOfWeek: [Mon, tue, Wednesday, THURSDAY, Fri]}
            """;
    private static final String NIGHT = "activePeriods: [{startTime: '22:00', endTime: '06:00', daysOfWeek: [Friday]}]";
    private static final String CRON = "{schedule: '0 8 * * 1-5', duration: 2h, timezone: America/New_York}";

    @ParameterizedTest
    @CsvSource({
        "2026-06-15T07:59:59+02:00, false",
        "2026-06-15T08:00:00+02:00, true",
        "2026-06-15T17:59:59+02:00, true",
        "2026-06-15T18:00:00+02:00, false",
        "2026-06-13T12:00:00+02:00, false",
        // the clocks change on 29 March and 25 October; the Mondays after still open at eight
        "2026-03-30T08:00:00+02:00, true",
        "2026-03-27T08:00:00+01:00, true",
        "2026-03-27T07:30:00+01:00, false",
        "2026-10-26T08:00:00+01:00, true",
        "2026-10-26T07:30:00+01:00, false",
    })
    void officeHoursHoldByTheWallClockThroughBothChanges(String time, boolean active) {
        assertThat(activation(OFFICE).active(at(time))).isEqualTo(active);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-19T21:59:00Z, false",
        "2026-06-19T22:00:00Z, true",
        "2026-06-20T05:59:59Z, true",
        "2026-06-20T06:00:00Z, false",
        "2026-06-19T05:00:00Z, false",
        "2026-06-20T22:30:00Z, false",
    })
    void aWindowOverMidnightBelongsToTheDayItOpensOn(String time, boolean active) {
        assertThat(activation(NIGHT).active(at(time))).isEqualTo(active);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-15T07:59:59-04:00, false",
        "2026-06-15T08:00:00-04:00, true",
        "2026-06-15T09:59:59-04:00, true",
        "2026-06-15T10:00:00-04:00, false",
        "2026-06-14T08:30:00-04:00, false",
        "2026-01-15T08:30:00-05:00, true",
    })
    void aScheduleOpensWhenCronFiresAndStaysForItsDuration(String time, boolean active) {
        assertThat(activation(CRON).active(at(time))).isEqualTo(active);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-09T12:00:00Z, false",
        "2026-06-10T00:00:00Z, true",
        "2026-06-20T23:59:59Z, true",
        "2026-06-21T00:00:00Z, false",
    })
    void theLastDayIsPartOfAPeriod(String time, boolean active) {
        String fromTo =
                "activePeriods: [{startTime: '00:00', endTime: '12:00', startDate: 2026-06-10, endDate: 2026-06-20},"
                        + " {startTime: '12:00', endTime: '00:00', startDate: 2026-06-10, endDate: 2026-06-20}]";
        assertThat(activation(fromTo).active(at(time))).isEqualTo(active);
    }

    @Test
    void anEndThatIsATimeHoldsToTheInstant() {
        String until = "activePeriods: [{startTime: '00:00', endTime: '23:59',"
                + " startDate: '2026-06-10T06:00:00Z', endDate: '2026-06-10T08:00:00+02:00'}]";
        assertThat(activation(until).active(at("2026-06-10T06:00:00Z"))).isFalse();
        String longer = until.replace("08:00:00+02", "09:00:00+02");
        assertThat(activation(longer).active(at("2026-06-10T06:59:59Z"))).isTrue();
        assertThat(activation(longer).active(at("2026-06-10T07:00:00Z"))).isFalse();
    }

    @Test
    void anHourThatTheClockSkipsIsPartOfNoWindowAndOneThatItRepeatsIsOpenTwice() {
        String early = "timezone: Europe/Berlin\n  activePeriods: [{startTime: '02:15', endTime: '02:45'}]";
        assertThat(activation(early).active(at("2026-03-29T01:30:00Z"))).isFalse();
        assertThat(activation(early).active(at("2026-10-25T00:30:00Z"))).isTrue();
        assertThat(activation(early).active(at("2026-10-25T01:30:00Z"))).isTrue();
    }

    @Test
    void aSpecificationThatLimitsNothingIsAlwaysActive() {
        assertThat(Rulebooks.of("{}").reach().activation()).isEqualTo(Activation.ALWAYS);
        assertThat(Rulebooks.of("timeBasedActivation: {enabled: false, activePeriods: []}")
                        .reach()
                        .activation())
                .isEqualTo(Activation.ALWAYS);
    }

    @Test
    void outsideItsTimesASpecificationOnlyRecords() {
        var rulebook = Rulebooks.of("enforcement: {mode: enforce}\ntimeBasedActivation:\n  enabled: true\n  " + OFFICE);
        assertThat(rulebook.enforcementAt(at("2026-06-15T12:00:00Z")).mode()).isEqualTo(Mode.ENFORCE);
        assertThat(rulebook.enforcementAt(at("2026-06-14T12:00:00Z")).mode()).isEqualTo(Mode.MONITOR);
    }

    /// Weekdays from eight to six are what an office clock says, whatever the offset of the day is.
    @Property
    void officeHoursAreWhatTheClockOnTheWallSays(@ForAll @LongRange(min = 0, max = 366L * 24 * 60) long minutes) {
        Instant time = at("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(minutes));
        var clock = time.atZone(ZoneId.of("Europe/Berlin"));
        boolean office = clock.getDayOfWeek().getValue() <= 5 && clock.getHour() >= 8 && clock.getHour() < 18;
        assertThat(activation(OFFICE).active(time)).isEqualTo(office);
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    private static Activation activation(String section) {
        String body = section.startsWith("{")
                ? "timeBasedActivation: {enabled: true, " + section.substring(1)
                : "timeBasedActivation:\n  enabled: true\n  " + section;
        return Rulebooks.of(body).reach().activation();
    }
}
