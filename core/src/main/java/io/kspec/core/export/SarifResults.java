package io.kspec.core.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rule.Control;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The results of a SARIF run, the worst first. Every result has a physical location, for hosts refuse a whole file
/// that has one without: an object of a cluster, and a rule as a whole, get an address that looks like a file.
final class SarifResults {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Report report;
    private final SarifTaxonomies taxonomies;

    SarifResults(Report report, SarifTaxonomies taxonomies) {
        this.report = report;
        this.taxonomies = taxonomies;
    }

    List<ObjectNode> of(SarifReport.Results which) {
        Comparator<Integer> worst = Comparator.comparing((Integer index) ->
                        report.entries().get(index).result().card().severity())
                .reversed();
        var results = new ArrayList<ObjectNode>();
        for (RuleStatus status : List.of(
                RuleStatus.FAIL, RuleStatus.NOT_EVALUATED, RuleStatus.MANUAL, RuleStatus.PASS, RuleStatus.SKIP)) {
            IntStream.range(0, report.entries().size())
                    .boxed()
                    .filter(index -> report.entries().get(index).status() == status)
                    .sorted(worst)
                    .forEach(index -> results.addAll(of(index, which.include(status))));
        }
        return results;
    }

    private List<ObjectNode> of(int index, boolean included) {
        Entry entry = report.entries().get(index);
        var results = new ArrayList<ObjectNode>();
        entry.findings().forEach(finding -> results.add(finding(index, finding)));
        entry.exempted().forEach(pardoned -> results.add(exempted(index, pardoned)));
        if (included && entry.findings().isEmpty() && !entry.excused()) {
            results.add(whole(index, entry));
        }
        return results;
    }

    private ObjectNode finding(int index, Finding finding) {
        Entry entry = report.entries().get(index);
        Violation violation = finding.violation();
        ObjectNode result =
                result(index, "fail", SarifReport.level(entry.result().card().severity()));
        result.set(
                "message",
                SarifReport.text(
                        "%s: %s. %s".formatted(violation.subject().display(), violation.sentence(), violation.fix())));
        result.putArray("locations").add(location(finding));
        result.putObject("partialFingerprints").put("kspecFinding/v1", finding.fingerprint());
        result.putObject("properties")
                .put("path", violation.path().pointer())
                .put("container", violation.subject().container())
                .put("observed", violation.observed())
                .put("demanded", violation.demanded());
        return result;
    }

    private ObjectNode exempted(int index, Exempted pardoned) {
        ObjectNode result = finding(index, pardoned.finding());
        result.putArray("suppressions")
                .addObject()
                .put("kind", "external")
                .put("status", "accepted")
                .put("justification", report.words(pardoned.exemption()));
        return result;
    }

    /// A rule that has no finding to show.
    private ObjectNode whole(int index, Entry entry) {
        String kind =
                switch (entry.status()) {
                    case PASS -> "pass";
                    case FAIL -> "fail";
                    case MANUAL -> "review";
                    case NOT_EVALUATED -> "open";
                    case SKIP -> "notApplicable";
                };
        ObjectNode result = result(index, kind, "none");
        result.set("message", SarifReport.text(entry.result().message()));
        String specification = report.provenance().specification();
        ObjectNode location = result.putArray("locations").addObject();
        physical(location, "specification/" + UriPath.encoded(specification)).put("startLine", 1);
        location.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", "ClusterSpecification/" + specification)
                .put("kind", "resource");
        result.putObject("partialFingerprints")
                .put("kspecFinding/v1", StableHash.hex(entry.id().toString()).substring(0, 32));
        return result;
    }

    private ObjectNode result(int index, String kind, String level) {
        Entry entry = report.entries().get(index);
        ObjectNode result = JSON.objectNode();
        result.put("ruleId", entry.id().toString());
        result.put("ruleIndex", index);
        result.put("kind", kind);
        result.put("level", level);
        ArrayNode taxa = JSON.arrayNode();
        for (Control control : entry.result().card().controls()) {
            taxa.add(taxonomies.reference(control));
        }
        if (!taxa.isEmpty()) {
            result.set("taxa", taxa);
        }
        return result;
    }

    private static ObjectNode location(Finding finding) {
        SubjectRef subject = finding.violation().subject();
        ObjectNode location = JSON.objectNode();
        if (finding.place().isPresent()) {
            Place place = finding.place().get();
            physical(location, file(place.file()))
                    .put("startLine", place.position().line())
                    .put("startColumn", place.position().column());
        } else {
            physical(location, "cluster/" + UriPath.encoded(ObjectName.slashed(subject)))
                    .put("startLine", 1);
        }
        location.putArray("logicalLocations")
                .addObject()
                .put("name", subject.name())
                .put("fullyQualifiedName", ObjectName.slashed(subject))
                .put("kind", "resource");
        return location;
    }

    /// The region, to be filled in.
    private static ObjectNode physical(ObjectNode location, String uri) {
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri);
        return physical.putObject("region");
    }

    /// Relative as it was named, so that hosts find it in the repository.
    private static String file(String name) {
        String plain = name.startsWith("./") ? name.substring(2) : name;
        return plain.startsWith("/") ? "file://" + UriPath.encoded(plain) : UriPath.encoded(plain);
    }
}
