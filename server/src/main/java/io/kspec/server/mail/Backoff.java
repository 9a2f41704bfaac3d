package io.kspec.server.mail;

import java.time.Duration;

/// How long to wait after failed attempts: from five seconds, doubling, to half an hour.
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int DOUBLINGS = 20;

    private Backoff() {}

    /// @param attempt the number of the failed one, from 1
    static Duration after(int attempt) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
