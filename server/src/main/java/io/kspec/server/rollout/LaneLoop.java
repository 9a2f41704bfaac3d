package io.kspec.server.rollout;

import io.kspec.server.database.LoopEdge;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.CommandRepository.Claimed;
import io.kspec.server.rollout.CommandRepository.Worker;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Takes due commands of one lane and hands them out, never more at a time than its width.
final class LaneLoop {
    private final Lane lane;
    private final Tools tools;
    private final Semaphore free;
    private final Semaphore woken = new Semaphore(0);
    private final AtomicBoolean stopping = new AtomicBoolean();

    /// What every lane works with.
    record Tools(
            Transactions transactions,
            CommandRepository commands,
            DatabaseTime time,
            Hands hands,
            Worker worker,
            Running running,
            ExecutorService threads,
            long pollMillis,
            Runnable wakeAll) {}

    LaneLoop(Lane lane, int width, Tools tools) {
        this.lane = lane;
        this.tools = tools;
        this.free = new Semaphore(width);
    }

    /// Runs until it is stopped.
    void run() {
        while (!stopping.get()) {
            boolean[] taken = {false};
            LoopEdge.run("claiming commands", () -> taken[0] = takeSome() > 0);
            if (!taken[0]) {
                await();
            }
        }
    }

    /// Something may be due.
    void wake() {
        woken.release();
    }

    void stop() {
        stopping.set(true);
        wake();
    }

    private void await() {
        try {
            if (woken.tryAcquire(tools.pollMillis(), TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            stopping.set(true);
        }
    }

    private int takeSome() {
        int hands = free.drainPermits();
        List<Claimed> claims = List.of();
        try {
            claims = hands == 0 ? claims : claim(hands);
        } finally {
            free.release(hands - claims.size());
        }
        return claims.size();
    }

    private List<Claimed> claim(int most) {
        long asked = System.nanoTime();
        List<Claimed> claims = tools.transactions().call(transaction -> tools.commands()
                .claim(transaction, lane, most, tools.worker(), tools.time().now(transaction)));
        for (Claimed claimed : claims) {
            tools.running().begin(claimed, asked);
            tools.threads().execute(() -> work(claimed));
        }
        return claims;
    }

    private void work(Claimed claimed) {
        try {
            tools.hands().work(claimed, tools.running());
        } catch (RuntimeException failed) {
            LoopEdge.say("%s of %s".formatted(claimed.command().word(), claimed.key()), failed);
        } finally {
            tools.running().end(claimed);
            free.release();
            tools.wakeAll().run();
        }
    }
}
