package io.kspec.operator.specification;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.rulebook.Rulebook.Compilation;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.operator.drift.DriftLog;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The compiled specifications of the cluster, kept by a watch on every replica. While the API server is away the last
/// ones stay; a specification that turns invalid keeps its last valid rulebook in force.
public final class SpecificationCache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpecificationCache.class);
    private static final ClusterSpec NOTHING = new ClusterSpec(
            null, null, null, null, null, null, null, null, null, List.of(), null, null, null, null, null, null, null,
            null, List.of(), List.of());

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Runnable changed;
    private final SharedIndexInformer<ClusterSpecification> informer;

    private volatile List<Rulebook> active = List.of();

    /// A specification as it was last seen. `rulebook` is the last valid one.
    private record Known(DriftLog.Owner owner, long generation, boolean leaving, Optional<Rulebook> rulebook) {}

    /// Starts watching; returns when every specification was read once. `changed` is called after each change.
    public SpecificationCache(KubernetesClient client, Runnable changed) {
        this.changed = changed;
        this.informer = client.resources(ClusterSpecification.class).runnableInformer(0);
        informer.exceptionHandler((started, problem) -> true);
        informer.addEventHandler(new Handler());
        informer.run();
    }

    /// What admission judges by: every specification that is not on its way out, in the order of names.
    public List<Rulebook> active() {
        return active;
    }

    /// Whether the first reading is complete, so that an empty list means that there is none.
    public boolean ready() {
        return informer.hasSynced();
    }

    public Optional<DriftLog.Owner> owner(String name) {
        return Optional.ofNullable(known.get(name)).map(Known::owner);
    }

    static Compilation compile(ClusterSpecification specification) {
        return Rulebook.compile(
                specification.getMetadata().getName(), Objects.requireNonNullElse(specification.getSpec(), NOTHING));
    }

    private void take(ClusterSpecification specification) {
        String name = specification.getMetadata().getName();
        Known before = known.get(name);
        boolean leaving = specification.getMetadata().getDeletionTimestamp() != null;
        long generation = Objects.requireNonNullElse(specification.getMetadata().getGeneration(), 0L);
        if (before != null
                && before.generation() == generation
                && before.leaving() == leaving
                && before.owner().uid().equals(specification.getMetadata().getUid())) {
            return; // only its status or metadata changed
        }
        Optional<Rulebook> lastValid = before == null ? Optional.empty() : before.rulebook();
        Optional<Rulebook> rulebook =
                switch (compile(specification)) {
                    case Compilation.Compiled compiled -> Optional.of(compiled.rulebook().timedBy(System::nanoTime));
                    case Compilation.Refused refused -> {
                        LOG.warn("{} is not valid: {}", name, refused.problems());
                        yield lastValid;
                    }
                };
        var owner = new DriftLog.Owner(name, specification.getMetadata().getUid(), rulebook.flatMap(Rulebook::version));
        known.put(name, new Known(owner, generation, leaving, rulebook));
        swap();
    }

    private void forget(ClusterSpecification specification) {
        known.remove(specification.getMetadata().getName());
        swap();
    }

    private void swap() {
        active = known.values().stream()
                .filter(entry -> !entry.leaving())
                .flatMap(entry -> entry.rulebook().stream())
                .sorted(Comparator.comparing(Rulebook::specification))
                .toList();
        changed.run();
    }

    @Override
    public void close() {
        informer.close();
    }

    private final class Handler implements ResourceEventHandler<ClusterSpecification> {
        @Override
        public void onAdd(ClusterSpecification specification) {
            take(specification);
        }

        @Override
        public void onUpdate(ClusterSpecification before, ClusterSpecification after) {
            take(after);
        }

        @Override
        public void onDelete(ClusterSpecification specification, boolean finalStateUnknown) {
            forget(specification);
        }
    }
}
