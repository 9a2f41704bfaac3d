package io.kspec.operator.remedy;

import io.kspec.core.remedy.Remedies;
import io.kspec.operator.specification.ScanWatcher;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Mends after each scan what breaks rules that ask for it, on a thread of its own: statuses and scans do not wait
/// for it. Of several scans of one specification that wait, the newest counts.
public final class Remediation implements ScanWatcher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Remediation.class);
    private static final long GRACE_SECONDS = 5;

    private final RemedyTurn turn;
    private final Clock clock;
    /// Each specification at most once; bounded by their number.
    private final Map<String, Scanned> waiting = new LinkedHashMap<>();

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("remediation").daemon().factory());

    public Remediation(RemediationAccess access, RemedyNotices notices, Clock clock) {
        this.turn = new RemedyTurn(access, notices, clock);
        this.clock = clock;
    }

    @Override
    public void scanned(Scanned scan) {
        if (!Remedies.asked(scan.rulebook(), clock.instant())) {
            return;
        }
        synchronized (waiting) {
            waiting.put(scan.rulebook().specification(), scan);
        }
        try {
            thread.execute(this::next);
        } catch (RejectedExecutionException closed) {
            LOG.debug(
                    "the term is over; {} is mended by the next leader",
                    scan.rulebook().specification());
        }
    }

    private void next() {
        Optional<Scanned> scan = Optional.empty();
        synchronized (waiting) {
            var entries = waiting.values().iterator();
            if (entries.hasNext()) {
                scan = Optional.of(entries.next());
                entries.remove();
            }
        }
        try {
            scan.ifPresent(turn::take);
        } catch (RuntimeException fault) { // the thread's edge: later scans must still be looked at
            LOG.error("remediation stopped in the middle; the next scan takes it up again", fault);
        }
    }

    @Override
    public void forgotten(String specification) {
        synchronized (waiting) {
            waiting.remove(specification);
        }
    }

    /// Lets the change in hand end, and begins no other.
    @Override
    public void close() {
        synchronized (waiting) {
            waiting.clear();
        }
        turn.stop();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
