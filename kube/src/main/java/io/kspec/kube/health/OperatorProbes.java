package io.kspec.kube.health;

import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.RequestPace;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a cluster about the health of one operator: four probes at the same time, none of which waits for another.
///
/// Every request ends with the patience it was given, and so does every probe: what is not there by then is
/// [Evidence.Unread], as is everything that may not be read. Safe for use by many threads.
public final class OperatorProbes {
    private final ApiCalls calls;
    private final RequestPace pace;
    private final Duration patience;
    private final UrlWebhooks urls;
    private final Watch watch;

    /// Probes in one cluster.
    ///
    /// @param calls asked with `patience` instead of their own
    /// @param pace of reading custom resources
    /// @param patience for each probe
    /// @param urls whether webhooks that are registered by URL are asked from here
    public OperatorProbes(ApiCalls calls, RequestPace pace, Duration patience, UrlWebhooks urls) {
        this(calls, pace, patience, urls, (_, question) -> question);
    }

    /// As the other, and somebody measures the probes.
    public OperatorProbes(ApiCalls calls, RequestPace pace, Duration patience, UrlWebhooks urls, Watch watch) {
        this.calls = calls.within(patience);
        this.pace = pace;
        this.patience = patience;
        this.urls = urls;
        this.watch = watch;
    }

    /// Goes along with each probe.
    @FunctionalInterface
    public interface Watch {
        /// Called by whoever called [#probe], before the probe runs in a thread of its own.
        ///
        /// @return what runs there instead: the question, and what is to be done around it
        Callable<List<Evidence>> around(Part part, Callable<List<Evidence>> question);
    }

    /// One check.
    ///
    /// @param previous evidence of the check before, by which restarts and generations are dated; empty at first
    /// @param now the time of this check
    public List<Evidence> probe(ProbedOperator operator, List<Evidence> previous, Instant now) {
        List<Probe> probes = List.of(
                new Probe(Part.PODS, () -> pods(operator, before(previous, Evidence.Pods.class), now)),
                new Probe(Part.WEBHOOK, () -> new WebhookProbe(calls, urls, patience).probe(operator)),
                new Probe(Part.CRDS, () -> definitions(operator.definitions(), before(previous, Evidence.Crds.class))),
                new Probe(
                        Part.RECONCILIATION,
                        () -> customResources(
                                operator.definitions(), before(previous, Evidence.CustomResources.class), now)));
        long end = System.nanoTime() + patience.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Asked> asked = probes.stream()
                    .map(probe -> new Asked(probe.part(), threads.submit(watch.around(probe.part(), probe.question()))))
                    .toList();
            return asked.stream().flatMap(each -> answer(each, end).stream()).toList();
        }
    }

    private record Probe(Part part, Callable<List<Evidence>> question) {}

    private record Asked(Part part, Future<List<Evidence>> answer) {}

    /// What is not there in time is given up, so that nobody waits for it.
    private List<Evidence> answer(Asked asked, long end) {
        try {
            return asked.answer().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            asked.answer().cancel(true);
            return List.of(
                    new Evidence.Unread(asked.part(), "not answered within %d ms".formatted(patience.toMillis())));
        } catch (InterruptedException stopped) {
            asked.answer().cancel(true);
            Thread.currentThread().interrupt();
            return List.of(new Evidence.Unread(asked.part(), "the check was called off"));
        } catch (ExecutionException bug) {
            throw new IllegalStateException("a probe failed", bug.getCause());
        }
    }

    private List<Evidence> pods(ProbedOperator operator, Optional<Evidence.Pods> before, Instant now) {
        return operator.controllers().isEmpty()
                ? List.of()
                : List.of(new PodsProbe(calls).probe(operator.controllers(), before, now));
    }

    private List<Evidence> definitions(List<String> names, Optional<Evidence.Crds> before) {
        return names.isEmpty() ? List.of() : List.of(new DefinitionsProbe(calls).probe(names, before));
    }

    private List<Evidence> customResources(
            List<String> definitions, Optional<Evidence.CustomResources> before, Instant now) {
        return definitions.isEmpty()
                ? List.of()
                : List.of(new CustomResourceProbe(calls, pace, patience).probe(definitions, before, now));
    }

    private static <T extends Evidence> Optional<T> before(List<Evidence> previous, Class<T> kind) {
        return previous.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
