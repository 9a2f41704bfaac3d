package io.kspec.operator.admission;

import io.kspec.core.admission.Admission;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.Decision;
import io.kspec.core.admission.RuleAction;
import io.kspec.core.admission.Ruling;
import io.kspec.core.breaker.Breaker;
import io.kspec.core.breaker.BreakerSettings;
import io.kspec.core.breaker.BreakerState;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scope.NamespaceLabels;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges pods and what makes pods, from memory. Has no effect but its answer, its log and what the watcher does.
public final class WorkloadReview {
    static final String PATH = "/validate";
    private static final int LONGEST_ANNOTATION = 1024;
    private static final Logger LOG = LoggerFactory.getLogger(WorkloadReview.class);

    private final Supplier<List<Rulebook>> rulebooks;
    private final NamespaceLabels namespaces;
    private final Clock clock;
    private final Breakers breakers;
    private final ShadowCounts shadows;
    private final AdmissionWatcher watcher;

    /// @param rulebooks the active ones
    /// @param shadows counts what mode enforce would have refused
    /// @param watcher is told of every answer
    public WorkloadReview(
            Supplier<List<Rulebook>> rulebooks,
            NamespaceLabels namespaces,
            Clock clock,
            ShadowCounts shadows,
            AdmissionWatcher watcher) {
        this.rulebooks = rulebooks;
        this.namespaces = namespaces;
        this.clock = clock;
        this.breakers = new Breakers(BreakerSettings.STANDARD, clock, System::nanoTime, watcher);
        this.shadows = shadows;
        this.watcher = watcher;
    }

    /// What the breakers counted lately.
    public Breaker.Figures breakers() {
        return breakers.figures();
    }

    byte[] answer(AdmissionRequest request) {
        long start = System.nanoTime();
        Ruling ruling =
                Admission.rule(rulebooks.get(), request, new Circumstances(namespaces, clock.instant()), breakers);
        Map<String, BreakerState> tripped = breakers.tripped();
        if (!request.dryRun()) {
            shadows.count(ruling.shadows());
        }
        tell(request, ruling, tripped, System.nanoTime() - start);
        return Review.answer(request.uid(), ruling.decision(), annotations(ruling, tripped));
    }

    private void tell(AdmissionRequest request, Ruling ruling, Map<String, BreakerState> tripped, long nanos) {
        Answered.Verdict verdict = log(ruling.decision());
        String message = ruling.decision() instanceof Decision.Refuse refuse ? refuse.message() : "";
        try {
            watcher.answered(new Answered(PATH, request, ruling.actions(), verdict, message, nanos, tripped));
        } catch (RuntimeException fault) { // the edge: whoever watches must not change an answer
            LOG.error("an answer could not be recorded", fault);
        }
    }

    private static Answered.Verdict log(Decision decision) {
        decision.recorded().forEach(breach -> LOG.info("recorded: {}", breach.sentence()));
        return switch (decision) {
            case Decision.Admit _ -> Answered.Verdict.ALLOWED;
            case Decision.Warn warn -> {
                LOG.info("warned: {}", warn.warnings());
                yield Answered.Verdict.WARNED;
            }
            case Decision.Refuse refuse -> {
                LOG.info("refused: {}", refuse.message());
                yield Answered.Verdict.DENIED;
            }
        };
    }

    /// What the API server's audit log keeps beside the request; nothing about what kept to every rule.
    private static Map<String, String> annotations(Ruling ruling, Map<String, BreakerState> tripped) {
        var annotations = new LinkedHashMap<String, String>();
        List<RuleAction> notable = ruling.actions().stream()
                .filter(action -> action.action() != RuleAction.Action.ALLOWED)
                .toList();
        if (!notable.isEmpty() || !ruling.silent().isEmpty()) {
            annotations.put("decision", word(ruling.decision()));
            annotations.put(
                    "specifications",
                    joined(Stream.concat(notable.stream().map(RuleAction::specification), ruling.silent().stream())));
        }
        if (!notable.isEmpty()) {
            annotations.put(
                    "rules", joined(notable.stream().map(action -> action.rule().toString())));
        }
        if (!ruling.silent().isEmpty()) {
            annotations.put("not-evaluated", joined(ruling.silent().stream()));
        }
        if (!tripped.isEmpty()) {
            annotations.put(
                    "breakers",
                    joined(tripped.entrySet().stream()
                            .map(one -> one.getKey() + "=" + one.getValue().word())));
        }
        return annotations;
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Admit _ -> "allowed";
            case Decision.Warn _ -> "warned";
            case Decision.Refuse _ -> "denied";
        };
    }

    private static String joined(Stream<String> words) {
        String all = words.distinct().collect(Collectors.joining(", "));
        return all.length() <= LONGEST_ANNOTATION ? all : all.substring(0, LONGEST_ANNOTATION - 1) + "…";
    }
}
