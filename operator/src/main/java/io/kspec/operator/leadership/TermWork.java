package io.kspec.operator.leadership;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The duties of one term, begun and ended on a thread of their own: one that hangs holds up neither the election nor
/// the next term, and what it still wants to write is refused by the term.
final class TermWork {
    private static final Logger LOG = LoggerFactory.getLogger(TermWork.class);

    private final List<Duty> duties;
    private final Term term;
    private final Runnable impossible;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("term").daemon().unstarted(this::run);
    private volatile boolean begun;

    /// @param impossible called when a duty could not begin
    TermWork(List<Duty> duties, Term term, Runnable impossible) {
        this.duties = duties;
        this.term = term;
        this.impossible = impossible;
    }

    /// Begins the duties elsewhere and returns at once.
    TermWork start() {
        thread.start();
        return this;
    }

    /// Begins the duties, in their order.
    ///
    /// @throws RuntimeException the fault of the first that could not; those before it are ended
    TermWork begin() {
        try {
            for (Duty duty : duties) {
                if (over.getCount() > 0) {
                    running.push(duty.begin(term));
                }
            }
        } catch (RuntimeException fault) {
            end();
            throw fault;
        }
        begun = true;
        return this;
    }

    private void run() {
        try {
            begin();
            over.await();
        } catch (InterruptedException ended) {
            LOG.debug("a term ended while its duties began", ended);
        } catch (RuntimeException fault) { // the edge of the duties: whoever can do them shall lead
            if (over.getCount() > 0) {
                LOG.error("a duty of the leader could not begin; another replica may try", fault);
                impossible.run();
            }
            return;
        }
        end();
    }

    /// Ends the duties in the other order.
    void end() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception fault) { // the edge of a duty: the others must end too
                LOG.error("a duty did not end cleanly", fault);
            }
        }
    }

    /// Ends the duties on their thread and waits for it, but not for long.
    void stop(Duration patience) {
        over.countDown();
        if (!begun) {
            thread.interrupt();
        }
        try {
            if (!thread.join(patience)) {
                LOG.error("the duties of a term did not end within {}; what they write is refused", patience);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
