package io.kspec.server.rollout;

import io.kspec.server.access.Allowed;
import io.kspec.server.access.Role;
import io.kspec.server.database.LoopEdge;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.EventRepository.Told;
import io.kspec.server.web.Limit;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jooq.exception.DataAccessException;

/// `GET /deployments/{id}/events`: what happens, as it happens, from whichever replica is asked. Ids count from 1 in
/// each rollout; `Last-Event-ID` goes on after one, without it all is told from the beginning. A comment every 15
/// seconds keeps the connection; the stream ends when the rollout has ended and everything is told, and early when
/// this replica is told to end.
@Singleton
@Path("/api/v1/deployments/{id}/events")
public class EventStream {
    private static final int AT_ONCE = 200;
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private final Transactions transactions;
    private final EventRepository events;
    private final Steering steering;
    private final RolloutSettings settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    EventStream(Transactions transactions, EventRepository events, Steering steering, RolloutSettings settings) {
        this.transactions = transactions;
        this.events = events;
        this.steering = steering;
        this.settings = settings;
    }

    /// Watchers leave first, for another replica: each is a request in flight that would be waited for.
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping.countDown();
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Allowed({Role.Admin, Role.Operator, Role.Viewer, Role.EnvironmentOwner})
    @Limit(perMinute = 60)
    @Blocking
    @RunOnVirtualThread
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") Optional<String> last, @Context Sse sse) {
        UUID rollout = UUID.fromString(steering.read(id).rollout().id());
        long from = last.map(EventStream::number).orElse(0L);
        return Multi.createFrom().emitter(watcher -> threads.execute(() -> watch(rollout, from, watcher, sse)));
    }

    /// The edge of a watcher's thread.
    private void watch(UUID rollout, long from, MultiEmitter<? super OutboundSseEvent> watcher, Sse sse) {
        try {
            tell(rollout, from, watcher, sse);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException failed) {
            // The watcher comes back with its last id.
            LoopEdge.say("telling a watcher of %s".formatted(rollout), failed);
        } finally {
            watcher.complete();
        }
    }

    private static long number(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
    }

    private void tell(UUID rollout, long from, MultiEmitter<? super OutboundSseEvent> watcher, Sse sse)
            throws InterruptedException {
        long told = from;
        long lastSent = System.nanoTime();
        while (!watcher.isCancelled()) {
            // Asked before the events are read: what was told until the end is then read too.
            boolean over = steering.read(rollout.toString()).rollout().state().terminal();
            long after = told;
            List<Told> news = transactions.call(transaction -> events.after(transaction, rollout, after, AT_ONCE));
            for (Told one : news) {
                watcher.emit(event(sse, one));
                told = one.number();
                lastSent = System.nanoTime();
            }
            if (over && news.size() < AT_ONCE) {
                watcher.emit(sse.newEventBuilder().name("end").data("{}").build());
                return;
            }
            if (System.nanoTime() - lastSent > HEARTBEAT_NANOS) {
                watcher.emit(sse.newEventBuilder().comment("still here").build());
                lastSent = System.nanoTime();
            }
            if (news.isEmpty() && stopping.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static OutboundSseEvent event(Sse sse, Told told) {
        return sse.newEventBuilder()
                .id(Long.toString(told.number()))
                .name(told.name())
                .data(told.data())
                .build();
    }
}
