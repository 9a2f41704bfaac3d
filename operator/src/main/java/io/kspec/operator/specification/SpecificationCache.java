package io.kspec.operator.specification;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kspec.core.resolve.Library;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.rulebook.Rulebook.Compilation;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.spec.WebhookCertificate;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.resource.PolicyTemplate;
import io.kspec.kube.time.ThreadTime;
import io.kspec.operator.drift.DriftLog;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The compiled specifications of the cluster, kept by a watch on every replica. While the API server is away the
/// last ones stay; a specification that turns invalid keeps its last valid rulebook in force.
public final class SpecificationCache implements AutoCloseable {
    private static final Duration TEMPLATES_PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(SpecificationCache.class);
    private static final ClusterSpec NOTHING = new ClusterSpec(
            null, null, null, null, null, null, null, null, null, List.of(), null, null, null, null, null, null, null,
            null, List.of(), List.of());

    private final DefaultMode defaultMode;
    private final FailurePolicy strictest;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private final SharedIndexInformer<ClusterSpecification> informer;
    private final SharedIndexInformer<PolicyTemplate> templates;

    private volatile List<Rulebook> active = List.of();

    /// A specification as it was last seen. `rulebook` is the last valid one.
    private record Known(
            DriftLog.Owner owner, ClusterSpec own, long generation, boolean leaving, Optional<Rulebook> rulebook) {
        boolean buildsOnOthers() {
            return own.policyTemplate() != null || own.policyInheritance() != null;
        }
    }

    /// Starts watching; returns when every template and specification was read once.
    ///
    /// @param strictest Ignore: no specification fails closed; Fail: each says for itself
    public SpecificationCache(KubernetesClient client, DefaultMode defaultMode, FailurePolicy strictest) {
        this.defaultMode = defaultMode;
        this.strictest = strictest;
        this.templates = client.resources(PolicyTemplate.class).runnableInformer(0);
        templates.exceptionHandler((started, problem) -> true);
        templates.addEventHandler(new Watch<>(_ -> recompile(), _ -> recompile()));
        awaitTemplates();
        this.informer = client.resources(ClusterSpecification.class).runnableInformer(0);
        informer.exceptionHandler((started, problem) -> true);
        informer.addEventHandler(new Watch<>(this::take, this::forget));
        informer.run();
    }

    /// A cluster whose kinds are older has no templates: the operator serves without them, and takes them up when
    /// they come.
    private void awaitTemplates() {
        try {
            templates.start().toCompletableFuture().get(TEMPLATES_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException absent) {
            LOG.warn("PolicyTemplates could not be read yet; is their kind installed (config/crd)?");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// What admission judges by: every specification that is not on its way out, in the order of names.
    public List<Rulebook> active() {
        return active;
    }

    /// Every specification that is there, those on their way out as well.
    public Set<String> names() {
        return Set.copyOf(known.keySet());
    }

    /// Whether the first reading is complete, so that an empty list means that there is none.
    public boolean ready() {
        return informer.hasSynced();
    }

    public Optional<DriftLog.Owner> owner(String name) {
        return Optional.ofNullable(known.get(name)).map(Known::owner);
    }

    /// The issuer of the serving certificate that a specification names; the first by name when several do.
    public Optional<WebhookCertificate> certificateIssuer() {
        return new TreeMap<>(known)
                .values().stream()
                        .filter(entry -> !entry.leaving())
                        .flatMap(entry -> Optional.ofNullable(entry.own().webhooks()).stream())
                        .flatMap(webhooks -> Optional.ofNullable(webhooks.certificate()).stream())
                        .filter(certificate -> certificate.issuer() != null)
                        .findFirst();
    }

    /// What specifications may build on, as it was last seen.
    public Library library() {
        Map<String, ClusterSpec> specifications = new TreeMap<>();
        known.forEach((name, entry) -> specifications.put(name, entry.own()));
        Map<String, PolicyTemplateSpec> own = new TreeMap<>();
        templates
                .getIndexer()
                .list()
                .forEach(template -> own.put(template.getMetadata().getName(), template.getSpec()));
        return Library.of(own, specifications);
    }

    /// A specification with the template and the bases it builds on, and a deadline for its own expressions.
    public Compilation compile(ClusterSpecification specification) {
        return compile(specification.getMetadata().getName(), own(specification));
    }

    private Compilation compile(String name, ClusterSpec own) {
        return switch (Rulebook.compile(name, own, library())) {
            case Compilation.Compiled compiled ->
                new Compilation.Compiled(inForce(compiled.rulebook()), compiled.warnings(), compiled.origins());
            case Compilation.Refused refused -> refused;
        };
    }

    private Rulebook inForce(Rulebook rulebook) {
        Rulebook timed = rulebook.timedBy(ThreadTime::spent);
        return switch (strictest) {
            case FAIL -> timed;
            case IGNORE -> timed.failingOpen();
        };
    }

    private ClusterSpec own(ClusterSpecification specification) {
        return defaultMode.of(Objects.requireNonNullElse(specification.getSpec(), NOTHING));
    }

    private synchronized void take(ClusterSpecification specification) {
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
        var owner =
                new DriftLog.Owner(name, specification.getMetadata().getUid(), lastValid.flatMap(Rulebook::version));
        known.put(name, new Known(owner, own(specification), generation, leaving, lastValid));
        recompile(name);
        recompile();
    }

    /// What builds on others, after one of them changed.
    private synchronized void recompile() {
        known.forEach((name, entry) -> {
            if (entry.buildsOnOthers()) {
                recompile(name);
            }
        });
        swap();
    }

    private void recompile(String name) {
        Known entry = known.get(name);
        if (entry == null) {
            return;
        }
        switch (compile(name, entry.own())) {
            case Compilation.Compiled compiled -> {
                Rulebook rulebook = compiled.rulebook();
                var owner = new DriftLog.Owner(name, entry.owner().uid(), rulebook.version());
                known.put(
                        name,
                        new Known(owner, entry.own(), entry.generation(), entry.leaving(), Optional.of(rulebook)));
            }
            case Compilation.Refused refused -> LOG.warn("{} is not valid: {}", name, refused.problems());
        }
    }

    private synchronized void forget(ClusterSpecification specification) {
        known.remove(specification.getMetadata().getName());
        recompile();
    }

    private void swap() {
        active = known.values().stream()
                .filter(entry -> !entry.leaving())
                .flatMap(entry -> entry.rulebook().stream())
                .sorted(Comparator.comparing(Rulebook::specification))
                .toList();
        announce();
    }

    /// Calls `listener` after each change until the returned runnable has run.
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Tells every listener that something changed that they build from.
    public void announce() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public void close() {
        informer.close();
        templates.close();
    }

    /// Hands on what changed.
    private record Watch<T>(Consumer<T> seen, Consumer<T> gone) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            seen.accept(object);
        }

        @Override
        public void onUpdate(T before, T after) {
            seen.accept(after);
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            gone.accept(object);
        }
    }
}
