package io.kspec.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Everything that the server and its Kubernetes client log until it is closed, with parameters and exceptions, from
/// level FINE on. It hears itself, or says that it is deaf.
public final class LogLines implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");
    private static final List<Logger> HEARD = List.of(Logger.getLogger("io.kspec"), Logger.getLogger("io.fabric8"));
    private static final String BEGIN = "the test listens";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Listening();
    private final List<Optional<Level>> before =
            HEARD.stream().map(logger -> Optional.ofNullable(logger.getLevel())).toList();

    public LogLines() {
        handler.setLevel(Level.ALL);
        ROOT.addHandler(handler);
        HEARD.forEach(logger -> logger.setLevel(Level.FINE));
        HEARD.forEach(logger -> logger.fine(BEGIN));
    }

    public List<String> so() {
        assertThat(lines).filteredOn(line -> line.startsWith(BEGIN)).hasSameSizeAs(HEARD);
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        for (int each = 0; each < HEARD.size(); each++) {
            HEARD.get(each).setLevel(before.get(each).orElse(null));
        }
        ROOT.removeHandler(handler);
    }

    private final class Listening extends Handler {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage() + " " + Arrays.toString(line.getParameters()) + " " + line.getThrown());
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
