package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.rulebook.Staging;
import io.kspec.core.scope.Scope;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.LabelSelector;
import io.kspec.core.spec.Mode;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.kube.pause.WebhookPause;
import io.kspec.kube.write.ObjectKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The webhook configurations of a cluster, computed from all specifications. Pure.
///
/// Workloads are asked about under two entries that share no namespace: `enforce` (failure policy Fail) where a
/// specification fails closed, `observe` (Ignore) where any other one asks, so that one strict namespace does not
/// make the rest depend on kspec. Further entries judge what kspec itself is told and never block: what they cannot
/// say while kspec is away, conditions say afterwards.
final class Registration {
    static final String NAME = "kspec-validating-webhook";
    static final String MUTATING_NAME = "kspec-mutating-webhook";
    private static final String VALIDATE = "/validate";
    private static final int OWN_KINDS_TIMEOUT_SECONDS = 5;

    private final GuardSettings settings;
    private final Entries entries;

    Registration(GuardSettings settings, String caBundle) {
        this.settings = settings;
        this.entries = new Entries(settings, caBundle);
    }

    static GuardId id() {
        return new GuardId(ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION, NAME);
    }

    static GuardId mutatingId() {
        return new GuardId(ObjectKind.MUTATING_WEBHOOK_CONFIGURATION, MUTATING_NAME);
    }

    /// @param paused whether a person switched admission off for now
    Guard of(GuardDemand demand, boolean paused, Instant now) {
        List<Rulebook> asking = asking(demand, _ -> true);
        ObjectNode object = Entries.configuration(ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION, NAME);
        ArrayNode webhooks = object.withArray("/webhooks");
        if (!paused) {
            Reached reached = reached(demand, asking, now);
            reached.enforced()
                    .map(selection -> workloads("enforce.kspec.io", true, selection, asking))
                    .ifPresent(webhooks::add);
            reached.observed()
                    .map(selection -> workloads("observe.kspec.io", false, selection, asking))
                    .ifPresent(webhooks::add);
        }
        webhooks.add(ownKinds());
        webhooks.add(pauses());
        return guard(id(), object, asking);
    }

    /// New pods where a specification enforces; empty when none does, or nobody wants it.
    ///
    /// @param paused whether a person switched admission off for now
    Optional<Guard> mutating(GuardDemand demand, boolean paused) {
        List<Rulebook> enforcing = asking(demand, enforcement -> enforcement.mode() == Mode.ENFORCE);
        if (!settings.mutation() || paused) {
            return Optional.empty();
        }
        var reached = new Reached(scopes(enforcing), List.of(), demand.namespaces(), exempt());
        return reached.enforced().map(selection -> {
            ObjectNode object = Entries.configuration(ObjectKind.MUTATING_WEBHOOK_CONFIGURATION, MUTATING_NAME);
            ObjectNode entry = entries.entry("defaults.kspec.io", "/mutate", false, timeout(enforcing));
            entry.put("reinvocationPolicy", "IfNeeded");
            entry.set("namespaceSelector", selection.json());
            Entries.rule(entry, "", "pods", "CREATE");
            object.withArray("/webhooks").add(entry);
            return guard(mutatingId(), object, enforcing);
        });
    }

    /// Everything that admission leaves alone, in a stable order.
    SortedSet<String> exempt() {
        var exempt = new TreeSet<>(settings.exemptNamespaces());
        exempt.add("kube-system");
        exempt.add(settings.namespace());
        return exempt;
    }

    private static List<Rulebook> asking(GuardDemand demand, Predicate<Enforcement> which) {
        return demand.rulebooks().stream()
                .filter(rulebook -> rulebook.enforcement().webhook() && which.test(rulebook.enforcement()))
                .toList();
    }

    private Reached reached(GuardDemand demand, List<Rulebook> asking, Instant now) {
        List<Scope> closed = asking.stream()
                .filter(rulebook -> failsClosed(rulebook, now))
                .map(rulebook -> canaries(rulebook, now)
                        .map(selector -> rulebook.reach().scope().within(selector))
                        .orElseGet(() -> rulebook.reach().scope()))
                .toList();
        List<Rulebook> open = asking.stream()
                .filter(rulebook ->
                        !failsClosed(rulebook, now) || canaries(rulebook, now).isPresent())
                .toList();
        return new Reached(closed, scopes(open), demand.namespaces(), exempt());
    }

    private static boolean failsClosed(Rulebook rulebook, Instant now) {
        return rulebook.enforcementAt(now).failurePolicy() == FailurePolicy.FAIL;
    }

    /// The only namespaces that refuse while enforcement is staged.
    private static Optional<LabelSelector> canaries(Rulebook rulebook, Instant now) {
        return switch (rulebook.enforcement().staging().at(now)) {
            case Staging.Stage.Canaries(LabelSelector selector) -> Optional.of(selector);
            case Staging.Stage.Everywhere _, Staging.Stage.Nowhere _ -> Optional.empty();
        };
    }

    private static List<Scope> scopes(List<Rulebook> rulebooks) {
        return rulebooks.stream().map(rulebook -> rulebook.reach().scope()).toList();
    }

    private static int timeout(List<Rulebook> rulebooks) {
        return rulebooks.stream()
                .mapToInt(rulebook -> rulebook.enforcement().timeoutSeconds())
                .min()
                .orElse(OWN_KINDS_TIMEOUT_SECONDS);
    }

    private ObjectNode workloads(String name, boolean closed, Selection selection, List<Rulebook> rulebooks) {
        ObjectNode entry = entries.entry(name, VALIDATE, closed, timeout(rulebooks));
        entry.set("namespaceSelector", selection.json());
        for (WorkloadKind kind : WorkloadKind.values()) {
            Entries.rule(entry, kind.group(), kind.plural(), "CREATE", "UPDATE");
        }
        Entries.rule(entry, "", "pods/ephemeralcontainers", "UPDATE");
        Entries.rule(entry, "", "pods/resize", "UPDATE");
        entries.narrow(entry);
        return entry;
    }

    private ObjectNode ownKinds() {
        ObjectNode entry =
                entries.entry("specifications.kspec.io", "/validate-specification", false, OWN_KINDS_TIMEOUT_SECONDS);
        for (String plural : List.of("clusterspecifications", "clustertargets", "driftconfigs", "policytemplates")) {
            Entries.rule(entry, "kspec.io", plural, "CREATE", "UPDATE");
        }
        return entry;
    }

    /// Who switches admission off is written down in the API server's audit log, and nobody does it in another's
    /// name.
    private ObjectNode pauses() {
        ObjectNode entry =
                entries.entry("pauses.kspec.io", "/validate-specification", false, OWN_KINDS_TIMEOUT_SECONDS);
        entry.set(
                "namespaceSelector",
                Selection.only(List.of(settings.namespace())).json());
        entry.putObject("objectSelector").putObject("matchLabels").put(WebhookPause.LABEL, WebhookPause.LABEL_VALUE);
        Entries.rule(entry, "", "configmaps", "CREATE", "UPDATE");
        return entry;
    }

    private static Guard guard(GuardId id, ObjectNode object, List<Rulebook> asking) {
        return new Guard(
                id,
                object,
                asking.stream().map(Rulebook::specification).toList(),
                asking.isEmpty()
                        || asking.stream()
                                .anyMatch(rulebook -> rulebook.enforcement().repair()));
    }
}
