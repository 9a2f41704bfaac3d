package io.kspec.cli.server.deployments;

import io.kspec.cli.terminal.Terminal;
import java.time.Instant;

/// Where a watched deployment is shown.
sealed interface Screen permits LiveScreen, LineScreen {
    /// On a terminal a table that is rewritten, elsewhere a line for every change.
    static Screen of(Terminal terminal) {
        boolean dumb = terminal.variable("TERM").equals("dumb")
                || terminal.variable("CI").equals("true");
        return terminal.interactive() && !dumb ? new LiveScreen(terminal.out()) : new LineScreen(terminal.out());
    }

    void show(Deployment deployment, Instant now);

    /// A sentence about the watching itself.
    void note(String text);

    /// Shows all of it, for good.
    void end(Deployment deployment, Instant now);
}
