package io.kspec.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Signals to programs that hold them for a while.
public final class ProcessSignals {
    private ProcessSignals() {}

    /// It lives, and does nothing any more until [#resume].
    ///
    /// @throws IllegalStateException if there is no such process of this user's
    public static void stop(long pid) {
        send("STOP", pid);
    }

    /// It goes on where it was stopped.
    ///
    /// @throws IllegalStateException if there is no such process of this user's
    public static void resume(long pid) {
        send("CONT", pid);
    }

    private static void send(String signal, long pid) {
        try {
            Process sent = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start();
            if (sent.waitFor() != 0) {
                throw new IllegalStateException("SIG%s did not reach process %d".formatted(signal, pid));
            }
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
