package io.kspec.operator.admission;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// The connections of one event loop that take too long: a body that drips in, or a connection that asks nothing. A
/// caller who sends one byte now and then is busy to the time-outs of the network, and takes up a place all the same.
/// Used by one event loop.
final class Stragglers {
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final long patience;
    private final LongSupplier nanoseconds;
    private final Map<HttpConnection, Long> lastAsked = new HashMap<>();
    private final Set<Sending> sending = new HashSet<>();

    /// A body that is on its way. Equal only to itself.
    static final class Sending {
        private final HttpConnection connection;
        private final long since;

        private Sending(HttpConnection connection, long since) {
            this.connection = connection;
            this.since = since;
        }
    }

    /// @param nanoseconds a clock that only goes forward
    Stragglers(Duration patience, LongSupplier nanoseconds) {
        this.patience = patience.toNanos();
        this.nanoseconds = nanoseconds;
    }

    void connected(HttpConnection connection) {
        lastAsked.put(connection, nanoseconds.getAsLong());
    }

    void gone(HttpConnection connection) {
        lastAsked.remove(connection);
        sending.removeIf(one -> one.connection.equals(connection));
    }

    void asks(HttpConnection connection) {
        lastAsked.replace(connection, nanoseconds.getAsLong());
    }

    Sending sends(HttpConnection connection) {
        var one = new Sending(connection, nanoseconds.getAsLong());
        sending.add(one);
        return one;
    }

    void sent(Sending one) {
        sending.remove(one);
    }

    /// Closes the connections whose time is over, and answers how many.
    int sweep() {
        long now = nanoseconds.getAsLong();
        var late = new HashSet<HttpConnection>();
        sending.stream().filter(one -> now - one.since > patience).forEach(one -> late.add(one.connection));
        lastAsked.forEach((connection, asked) -> {
            if (now - asked > SILENCE.toNanos()) {
                late.add(connection);
            }
        });
        List<HttpConnection> closing = new ArrayList<>(late);
        closing.forEach(HttpConnection::close);
        return closing.size();
    }
}
