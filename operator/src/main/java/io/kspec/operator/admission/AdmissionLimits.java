package io.kspec.operator.admission;

import java.time.Duration;

/// How much admission takes on at once. What is beyond is answered with an error at once, and the API server applies
/// the failure policy: a review that was not judged is never an admission of kspec's.
///
/// @param reviews reviews that are being received or judged
/// @param bytes of their bodies together
/// @param connections of all callers, and at most half of them of one
/// @param perSecond reviews of one caller; as many again in a burst
/// @param patience how long a caller may take to send one review, and one review may wait for its turn
public record AdmissionLimits(int reviews, long bytes, int connections, int perSecond, Duration patience) {
    public static final AdmissionLimits STANDARD =
            new AdmissionLimits(2000, 48L * 1024 * 1024, 1000, 20_000, Duration.ofSeconds(10));
}
