package io.kspec.cli.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.input.Manifests;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.NamespacesRead;
import io.kspec.core.scan.Scan;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges documents out of files. Pure.
final class FileScan {
    private FileScan() {}

    /// @param namespace of objects that name none
    static Judged judge(
            Rulebook rulebook, String origin, Manifests manifests, Optional<String> namespace, Instant now) {
        List<Placed> placed = manifests.documents().stream()
                .flatMap(document -> Workload.of(inNamespace(document.json(), namespace)).stream()
                        .map(workload -> new Placed(workload, document)))
                .toList();
        List<Workload> workloads = placed.stream().map(Placed::workload).toList();
        var circumstances = new Circumstances(
                NamespacesRead.of(
                        manifests.documents().stream().map(Document::json).toList()),
                now);
        return new Judged(
                Scan.files(rulebook, workloads, gaps(manifests), circumstances),
                origin,
                "%s in %s".formatted(count(workloads.size(), "workload"), count(manifests.files(), "file")),
                locations(rulebook, placed, circumstances),
                !manifests.complete(),
                workloads.isEmpty() && manifests.complete());
    }

    private static List<Failure> gaps(Manifests manifests) {
        return Stream.concat(manifests.broken().stream().map(Broken::failure), manifests.unread().stream())
                .toList();
    }

    /// Where each finding stands. Asking every workload once more is cheap, and puts the places of a rule's findings
    /// into the order in which [Scan#files] finds them, whatever objects share a name.
    private static Map<RuleId, List<Location>> locations(
            Rulebook rulebook, List<Placed> placed, Circumstances circumstances) {
        var locations = new HashMap<RuleId, List<Location>>();
        for (Placed each : placed) {
            for (Judgement judgement : rulebook.judge(each.workload(), circumstances)) {
                if (judgement.verdict() instanceof Verdict.Fail(var violations)) {
                    List<Location> ofRule =
                            locations.computeIfAbsent(judgement.rule().id(), _ -> new ArrayList<>());
                    violations.forEach(violation -> ofRule.add(new Location(
                            each.document().source(),
                            each.document().positions().nearest(violation.path()))));
                }
            }
        }
        return locations;
    }

    private static JsonNode inNamespace(JsonNode json, Optional<String> namespace) {
        if (namespace.isEmpty()
                || !(json.path("metadata") instanceof ObjectNode)
                || json.path("metadata").has("namespace")) {
            return json;
        }
        ObjectNode copy = json.deepCopy();
        ((ObjectNode) copy.path("metadata")).put("namespace", namespace.get());
        return copy;
    }

    private static String count(int number, String noun) {
        return number == 1 ? "1 " + noun : "%d %ss".formatted(number, noun);
    }

    private record Placed(Workload workload, Document document) {}
}
