package io.kspec.server.database;

import org.jboss.logging.Logger;

/// The edge of what runs again and again: nothing that is thrown may end it, and nothing goes unsaid.
public final class LoopEdge {
    private static final Logger LOG = Logger.getLogger(LoopEdge.class);

    private LoopEdge() {}

    /// Runs the act, and says what it threw.
    ///
    /// @param what a clause for the log, such as `sending letters`; it is tried again by whoever calls
    public static void run(String what, Runnable act) {
        try {
            act.run();
        } catch (RuntimeException failed) {
            say(what, failed);
        }
    }

    /// A line when the database or something else is away, the whole stack when it is not: that is a mistake of ours.
    public static void say(String what, RuntimeException failed) {
        if (DatabaseFaults.areAbsence(failed)) {
            LOG.warnf("%s waits for the database, which is away: %s", what, failed.getMessage());
        } else if (failed instanceof Passing) {
            LOG.warnf("%s waits: %s", what, failed.getMessage());
        } else {
            LOG.errorf(failed, "%s failed; it is tried again", what);
        }
    }
}
