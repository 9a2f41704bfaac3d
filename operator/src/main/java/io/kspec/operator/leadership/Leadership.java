package io.kspec.operator.leadership;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins the duties when this replica becomes the leader and ends them when it no longer is; admission does not
/// care.
public final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final List<AutoCloseable> running = new ArrayList<>();

    /// @param duties begun in this order, ended in the other
    public Leadership(List<Duty> duties) {
        duties.forEach(duty -> running.add(duty.begin(open::get)));
    }

    @Override
    public void close() {
        open.set(false);
        for (AutoCloseable duty : running.reversed()) {
            try {
                duty.close();
            } catch (Exception fault) { // the edge of a duty: the others must end too
                LOG.error("a duty did not end cleanly", fault);
            }
        }
    }
}
