package io.kspec.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.Defaults;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scope.NamespaceLabels;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Adds to new pods what they leave out and an enforcing specification demands. Never refuses: whether the outcome is
/// good enough is asked afterwards, at [WorkloadReview].
public final class DefaultsReview {
    static final String PATH = "/mutate";
    private static final Logger LOG = LoggerFactory.getLogger(DefaultsReview.class);

    private final Supplier<List<Rulebook>> rulebooks;
    private final NamespaceLabels namespaces;
    private final Clock clock;
    private final AdmissionWatcher watcher;

    /// @param rulebooks the active ones
    /// @param watcher is told of every answer
    public DefaultsReview(
            Supplier<List<Rulebook>> rulebooks, NamespaceLabels namespaces, Clock clock, AdmissionWatcher watcher) {
        this.rulebooks = rulebooks;
        this.namespaces = namespaces;
        this.clock = clock;
        this.watcher = watcher;
    }

    byte[] answer(AdmissionRequest request) {
        long start = System.nanoTime();
        Optional<JsonNode> pod = request.object();
        Defaults defaults = Defaults.of(rulebooks.get(), request, new Circumstances(namespaces, clock.instant()));
        ArrayNode patch = pod.map(defaults::patch).orElseGet(JsonNodeFactory.instance::arrayNode);
        Answered.Verdict verdict = patch.isEmpty() ? Answered.Verdict.ALLOWED : Answered.Verdict.MUTATED;
        try {
            watcher.answered(new Answered(PATH, request, List.of(), verdict, "", System.nanoTime() - start, Map.of()));
        } catch (RuntimeException fault) { // the edge: whoever watches must not change an answer
            LOG.error("an answer could not be recorded", fault);
        }
        Map<String, String> audited = patch.isEmpty()
                ? Map.of()
                : Map.of("added", Integer.toString(defaults.additions().size()));
        return Review.answer(request.uid(), patch, audited);
    }
}
