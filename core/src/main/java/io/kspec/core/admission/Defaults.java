package io.kspec.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Edits;
import io.kspec.core.fix.Fix;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.Mode;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The values that a pod leaves out and a rule demands, put in when the pod is created. A rule's own fix says what
/// they are, so that the demand exists once. Pure.
///
/// Only what is missing is added: a value that is there stays, whatever it is, and no list grows. An addition that
/// would break any other rule is not made. Asking again about the outcome adds nothing. Only specifications that
/// enforce add anything, where they hold; what an exemption pardons stays as it is, and so do pods for Windows.
///
/// @param additions in the order in which they were found; none of them changes what another added
public record Defaults(List<Edit.Put> additions) {
    /// Lists what was added, as paths.
    public static final String ANNOTATION = "kspec.io/mutated-by";

    private static final int ROUNDS = 4;
    private static final int LONGEST_LIST = 1024;
    private static final Defaults NONE = new Defaults(List.of());

    public Defaults {
        additions = List.copyOf(additions);
    }

    public static Defaults of(List<Rulebook> rulebooks, AdmissionRequest request, Circumstances circumstances) {
        if (request.operation() != AdmissionRequest.Operation.CREATE
                || !request.subresource().isEmpty()) {
            return NONE;
        }
        List<Rulebook> enforcing = rulebooks.stream()
                .filter(rulebook -> rulebook.enforcement().webhook()
                        && rulebook.enforcementAt(circumstances.now()).mode() == Mode.ENFORCE)
                .toList();
        return Admission.workload(request, request.object())
                .filter(pod -> pod.kind() == WorkloadKind.POD && !forWindows(pod))
                .map(pod -> new Round(enforcing, circumstances, pod).defaults())
                .orElse(NONE);
    }

    /// The pod with everything added, and the annotation that says so.
    public JsonNode applyTo(JsonNode pod) {
        return Edits.apply(pod, edits(pod));
    }

    /// The same as RFC 6902, in `add` operations only; empty when nothing is added.
    public ArrayNode patch(JsonNode pod) {
        return Patch.of(pod, edits(pod));
    }

    /// The additions and the annotation.
    private List<Edit.Put> edits(JsonNode pod) {
        if (additions.isEmpty()) {
            return List.of();
        }
        var edits = new ArrayList<>(additions);
        edits.add(new Edit.Put(
                FieldPath.of("metadata.annotations").field(ANNOTATION),
                TextNode.valueOf(listed(pod.path("metadata")
                        .path("annotations")
                        .path(ANNOTATION)
                        .asText("")))));
        return edits;
    }

    /// @param before what an earlier round of the API server listed
    private String listed(String before) {
        var paths = new TreeSet<String>();
        for (String path : before.split(", ", -1)) {
            if (!path.isBlank()) {
                paths.add(path);
            }
        }
        additions.forEach(addition -> paths.add(addition.path().dotted()));
        String all = String.join(", ", paths);
        return all.length() <= LONGEST_LIST ? all : all.substring(0, LONGEST_LIST - 1) + "…";
    }

    private static boolean forWindows(Workload pod) {
        return pod.podSpec().path("os").path("name").asText("").equals("windows")
                || pod.podSpec()
                        .path("nodeSelector")
                        .path("kubernetes.io/os")
                        .asText("")
                        .equals("windows");
    }

    /// Adds until nothing more can be added. Used once.
    private static final class Round {
        private final List<Rulebook> rulebooks;
        private final Circumstances circumstances;
        private final List<Edit.Put> additions = new ArrayList<>();
        private Workload pod;

        Round(List<Rulebook> rulebooks, Circumstances circumstances, Workload pod) {
            this.rulebooks = rulebooks;
            this.circumstances = circumstances;
            this.pod = pod;
        }

        Defaults defaults() {
            for (int round = 0; round < ROUNDS && turn(); round++) {
                // each addition may let another rule's be made
            }
            return new Defaults(additions);
        }

        private boolean turn() {
            boolean added = false;
            for (Rulebook rulebook : rulebooks) {
                for (Judgement judgement : rulebook.judge(pod, circumstances)) {
                    if (judgement.verdict() instanceof Verdict.Fail
                            && judgement.rule() instanceof WorkloadRule rule
                            && rule.fix(pod) instanceof Fix.Edits fix) {
                        added |= add(fix);
                    }
                }
            }
            return added;
        }

        private boolean add(Fix.Edits fix) {
            List<Edit.Put> missing = fix.edits().stream()
                    .filter(edit -> edit instanceof Edit.Put put
                            && missing(pod.subject().json(), put.path()))
                    .map(Edit.Put.class::cast)
                    .toList();
            if (missing.isEmpty()) {
                return false;
            }
            Workload after = pod.as(Edits.apply(pod.subject().json(), missing));
            if (!breaches(pod).containsAll(breaches(after))) {
                return false;
            }
            additions.addAll(missing);
            pod = after;
            return true;
        }

        private Set<Seen> breaches(Workload workload) {
            var seen = new HashSet<Seen>();
            for (Rulebook rulebook : rulebooks) {
                for (Judgement judgement : rulebook.judge(workload, circumstances)) {
                    if (judgement.verdict() instanceof Verdict.Fail(List<Violation> violations)) {
                        violations.forEach(violation -> seen.add(new Seen(
                                rulebook.specification(), judgement.rule().id(), violation.path())));
                    }
                }
            }
            return seen;
        }
    }

    private record Seen(String specification, RuleId rule, FieldPath path) {}

    /// Whether nothing stands at the path and no list would grow.
    private static boolean missing(JsonNode root, FieldPath path) {
        JsonNode node = root;
        for (String segment : path.segments()) {
            Optional<JsonNode> next = child(node, segment);
            if (next.isEmpty()) {
                return false;
            }
            node = next.get();
            if (node.isMissingNode() || node.isNull()) {
                return true;
            }
        }
        return false;
    }

    /// Empty for what can hold no such field: an element that a list does not have, a field of a text.
    private static Optional<JsonNode> child(JsonNode node, String segment) {
        if (node.isObject()) {
            return Optional.of(node.path(segment));
        }
        boolean element = node.isArray() && segment.chars().allMatch(Character::isDigit);
        return element ? Optional.ofNullable(node.get(Integer.parseInt(segment))) : Optional.empty();
    }
}
