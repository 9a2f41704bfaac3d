package io.kspec.operator.leadership;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Begins the duties when this replica becomes the leader and ends them when it no longer is; admission does not
/// care. A lost Lease ends a term and never the process: the next term begins duties of its own.
public final class Leadership implements AutoCloseable {
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(2);

    private final List<Duty> duties;
    private final LeadershipMetrics metrics;
    private final AtomicBoolean leading = new AtomicBoolean();
    private final Optional<Elector> elector;
    private final AtomicBoolean alone = new AtomicBoolean(true);
    private @Nullable TermWork work;

    /// Without election the duties have begun when it returns; with it they begin when the Lease is gained.
    ///
    /// @param namespace the operator's own
    /// @param duties begun in this order, ended in the other
    /// @param wall for the times that people read in the Lease
    public Leadership(
            KubernetesClient client,
            String namespace,
            LeadershipSettings settings,
            List<Duty> duties,
            Clock wall,
            PrometheusRegistry registry) {
        this.duties = List.copyOf(duties);
        this.metrics = new LeadershipMetrics(registry);
        if (settings.elect()) {
            this.elector = Optional.of(elector(client, settings.namespace().orElse(namespace), settings, wall));
            elector.get().start();
        } else {
            this.elector = Optional.empty();
            this.work = new TermWork(this.duties, alone::get, () -> {}).begin();
            changed(true);
        }
    }

    /// Whether this replica leads, as far as it knows.
    public boolean leading() {
        return leading.get();
    }

    /// Who leads, in a clause for people.
    public String sentence() {
        if (elector.isEmpty()) {
            return "leader election is off: this replica leads";
        }
        String holder = elector.get().holder();
        if (leading()) {
            return "this replica leads as " + holder;
        }
        return holder.isEmpty() ? "nobody is known to lead" : "the leader is " + holder;
    }

    private Elector elector(KubernetesClient client, String namespace, LeadershipSettings settings, Clock wall) {
        Identity self = Identity.fresh(settings);
        var events = new LeaderEvents(client, namespace, self, wall);
        var listener = new Elector.Listener() {
            @Override
            public void gained(Term term) {
                begin(term);
                events.say("became leader");
            }

            @Override
            public void lost() {
                end();
                events.say("stopped leading");
            }
        };
        return new Elector(
                new KubernetesLease(impatient(client, settings), namespace),
                self,
                settings,
                wall,
                System::nanoTime,
                listener);
    }

    /// The election repeats its requests itself: a client that did would answer after the deadline.
    private static KubernetesClient impatient(KubernetesClient client, LeadershipSettings settings) {
        return client.newClient(new RequestConfigBuilder()
                        .withRequestRetryBackoffLimit(0)
                        .withRequestTimeout(
                                (int) settings.renewDeadline().dividedBy(2).toMillis())
                        .build())
                .adapt(KubernetesClient.class);
    }

    private void begin(Term term) {
        work = new TermWork(duties, term, () -> elector.ifPresent(Elector::giveUp)).start();
        changed(true);
    }

    private void end() {
        changed(false);
        if (work != null) {
            work.stop(LONGEST_CLOSING);
            work = null;
        }
    }

    private void changed(boolean now) {
        if (leading.getAndSet(now) != now) {
            metrics.leads(now);
        }
    }

    /// Ends the term and gives the Lease back.
    @Override
    public void close() {
        alone.set(false);
        elector.ifPresent(Elector::close);
        if (work != null && elector.isEmpty()) {
            work.end();
            changed(false);
        }
    }
}
