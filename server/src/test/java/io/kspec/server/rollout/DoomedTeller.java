package io.kspec.server.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// A server in a process of its own that tells one act of a [Tale], and is made to be killed in it. It takes seconds
/// to start, so one is always started before it is wanted.
final class DoomedTeller implements AutoCloseable {
    private final String url;
    private Process next;

    DoomedTeller(String url) {
        this.url = url;
        this.next = start();
    }

    /// What to tell.
    ///
    /// @param last the row of the tables after which nothing more is done once it is committed
    /// @param until how often it was taken before
    record Order(Tale tale, int act, String operator, TableRow last, int until) {
        String line() {
            return "%s %d %s %d %d\n".formatted(tale, act, operator, TableRow.ALL.indexOf(last), until);
        }

        static Order of(String line) {
            List<String> words = List.of(line.split(" "));
            return new Order(
                    Tale.valueOf(words.get(0)),
                    Integer.parseInt(words.get(1)),
                    words.get(2),
                    TableRow.ALL.get(Integer.parseInt(words.get(3))),
                    Integer.parseInt(words.get(4)));
        }

        private String query() {
            return "select count(*) > %d from rollout_transitions t join rollouts r on r.id = t.rollout"
                            .formatted(until)
                    + " where r.operator_name = '%s' and ".formatted(operator)
                    + last.taken("t");
        }
    }

    /// Waits for its order, obeys, and does nothing more.
    ///
    /// @param arguments JDBC URL
    public static void main(String... arguments) throws IOException, InterruptedException {
        LastCommit last = new LastCommit();
        Replica replica =
                new Replica(arguments[0], QuickSettings.DEFAULTS, Function.identity(), pool -> last.around(pool));
        replica.now();
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            Order order = Order.of(orders.readLine());
            last.after(order.query());
            new Teller(replica, order.tale(), order.operator()).play(order.act());
        }
        new CountDownLatch(1).await();
    }

    private Process start() {
        return DoomedWorker.start(DoomedTeller.class, url);
    }

    /// Gives the order to the one that is ready, and starts another.
    Process tell(Order order) {
        Process now = next;
        try (Writer orders = now.outputWriter()) {
            orders.write(order.line());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        next = start();
        return now;
    }

    @Override
    public void close() {
        next.destroyForcibly();
    }
}
