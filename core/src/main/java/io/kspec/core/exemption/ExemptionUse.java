package io.kspec.core.exemption;

import java.time.Duration;
import java.time.Instant;

/// An exemption as a report lists it, whether it pardoned anything or not.
///
/// @param pardoned how many violations it pardoned
public record ExemptionUse(Exemption exemption, State state, int pardoned) {
    /// How long before its end an exemption counts as expiring.
    public static final Duration NOTICE = Duration.ofDays(7);

    public enum State {
        ACTIVE("active"),
        EXPIRING("expiring"),
        EXPIRED("expired");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /// As reports print it.
        public String word() {
            return word;
        }
    }

    public static ExemptionUse of(Exemption exemption, int pardoned, Instant now) {
        State state = !exemption.holds(now)
                ? State.EXPIRED
                : exemption.holds(now.plus(NOTICE)) ? State.ACTIVE : State.EXPIRING;
        return new ExemptionUse(exemption, state, pardoned);
    }
}
