package io.kspec.cli.crd;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.object.ClusterEvidence;
import io.kspec.lifecycle.crd.object.ClusterEvidence.Extent;
import io.kspec.lifecycle.crd.object.CostlyObject;
import io.kspec.lifecycle.crd.object.Evidence;
import io.kspec.lifecycle.crd.object.Few;
import io.kspec.lifecycle.crd.object.FieldUsage;
import io.kspec.lifecycle.crd.object.ObjectRef;
import io.kspec.lifecycle.crd.object.ObjectSource.Seen;
import java.util.Locale;
import java.util.SortedMap;

/// What stored objects told, for programs: an entry for each API version that had to be read.
final class EvidenceJson {
    private EvidenceJson() {}

    static void add(ArrayNode into, SortedMap<String, Seen> seen) {
        seen.forEach((version, one) -> entry(into.addObject().put("version", version), one));
    }

    private static void entry(ObjectNode json, Seen seen) {
        Evidence evidence = seen.evidence();
        boolean complete = !evidence.clusters().isEmpty()
                && evidence.clusters().values().stream()
                        .map(ClusterEvidence::extent)
                        .allMatch(Extent.COMPLETE::equals);
        json.put("objects", evidence.objects()).put("complete", complete);
        ArrayNode usage = json.putArray("usage");
        evidence.usage().forEach((path, used) -> usage(usage.addObject().put("path", path), used));
        ArrayNode outcomes = json.putArray("outcomes");
        evidence.outcomes()
                .forEach((kind, count) -> examples(
                        outcomes.addObject()
                                .put(
                                        "outcome",
                                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .put("objects", count.objects()),
                        count.samples()));
        ArrayNode costly = json.putArray("costly");
        evidence.costly().kept().forEach(one -> costly(costly.addObject(), one));
        ArrayNode gaps = json.putArray("gaps");
        seen.gaps().forEach(gap -> gaps.add(gap.sentence()));
    }

    private static void costly(ObjectNode json, CostlyObject costly) {
        json.put("object", costly.object().display())
                .put("dearestRule", costly.cost().dearest())
                .put("allRules", costly.cost().total());
    }

    private static void usage(ObjectNode json, FieldUsage used) {
        examples(json.put("set", used.set()).put("notDefault", used.notDefault()), used.samples());
    }

    private static void examples(ObjectNode json, Few<ObjectRef> samples) {
        ArrayNode examples = json.putArray("examples");
        samples.kept().forEach(sample -> examples.add(sample.display()));
    }
}
