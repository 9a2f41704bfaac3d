package io.kspec.acceptance.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/// What the scenes measure and tell. Nothing is judged by a figure: it is as good as the machine is quiet.
final class Figures {
    private Figures() {}

    /// Waits until something holds, and prints how long that took from `since`.
    static void measured(String what, Instant since, ThrowingRunnable holds) {
        Awaitility.await(what)
                .atMost(Stack.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .untilAsserted(holds);
        print(what, Duration.between(since, Instant.now()));
    }

    static void print(String what, Duration took) {
        tell(String.format(Locale.ROOT, "%s: %.1f s", what, took.toMillis() / 1000.0));
    }

    /// One line of the account: what the user sees, what is lost, how it recovers.
    static void tell(String sentence) {
        System.out.println("e2e: " + sentence);
    }
}
