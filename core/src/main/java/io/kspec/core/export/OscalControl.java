package io.kspec.core.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rule.Control;
import io.kspec.core.scan.RuleStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One control in OSCAL.
///
/// @param token its id: NIST's own for NIST, `ac-6.1`; `cis-1.12_5.2.2` for frameworks that no public catalog names
record OscalControl(String token, ControlEvidence evidence) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NIST = "nist-800-53";

    static List<OscalControl> all(Report report) {
        return ControlEvidence.all(report).stream()
                .filter(evidence -> evidence.state() != ControlState.NOT_ASKED)
                .map(evidence -> new OscalControl(token(evidence.control()), evidence))
                .toList();
    }

    private static String token(Control control) {
        return control.framework().startsWith(NIST)
                ? OscalText.token(control.id().replace("(", ".").replace(")", ""))
                : OscalText.token("%s_%s".formatted(control.framework(), control.id()));
    }

    /// What was looked at, one selection for each framework. OSCAL wants a selection even where there is no control;
    /// its only other word is "all", which would be a lie, so that a control by the name of `none` stands there.
    static ObjectNode reviewed(List<OscalControl> controls) {
        ObjectNode reviewed = JSON.objectNode();
        ArrayNode selections = reviewed.putArray("control-selections");
        controls.stream()
                .collect(Collectors.groupingBy(
                        control -> control.evidence().control().framework(), LinkedHashMap::new, Collectors.toList()))
                .forEach((framework, ofFramework) -> {
                    ObjectNode selection = selections.addObject();
                    selection.put("description", FrameworkTitles.title(framework));
                    ArrayNode included = selection.putArray("include-controls");
                    ofFramework.stream().map(OscalControl::token).distinct().forEach(token -> included.addObject()
                            .put("control-id", token));
                });
        if (selections.isEmpty()) {
            selections
                    .addObject()
                    .put("description", "None: no rule that is evidence for a control was asked.")
                    .putArray("include-controls")
                    .addObject()
                    .put("control-id", "none");
        }
        return reviewed;
    }

    /// Empty when there is nothing to say: the evidence could not be read.
    Optional<ObjectNode> finding(OscalKeys keys) {
        return switch (evidence.state()) {
            case BROKEN -> Optional.of(finding(keys, "not-satisfied", "fail", "A rule is broken."));
            case EXEMPTED ->
                Optional.of(finding(keys, "not-satisfied", "other", "Broken, and pardoned by an exemption."));
            case MANUAL -> Optional.of(finding(keys, "not-satisfied", "other", "A person must look."));
            case PASSES ->
                Optional.of(
                        finding(
                                keys,
                                "satisfied",
                                "pass",
                                "Every rule that is evidence for this control passes. A rule is seldom the whole of a control."));
            case NOT_EVALUATED, NOT_ASKED -> Optional.empty();
        };
    }

    private ObjectNode finding(OscalKeys keys, String state, String reason, String remarks) {
        Control control = evidence.control();
        ObjectNode finding = JSON.objectNode();
        finding.put("uuid", keys.uuid("finding " + control.display()));
        finding.put(
                "title", OscalText.line("%s %s".formatted(FrameworkTitles.title(control.framework()), control.id())));
        finding.put(
                "description",
                OscalText.line("Evidence: "
                        + evidence.entries().stream()
                                .map(entry -> "%s (%s)"
                                        .formatted(entry.id(), entry.status().word()))
                                .collect(Collectors.joining(", "))));
        finding.putArray("props").add(OscalReport.property("control", control.display()));
        ObjectNode target = finding.putObject("target");
        target.put("type", "objective-id");
        target.put("target-id", token);
        target.putObject("status").put("state", state).put("reason", reason).put("remarks", remarks);
        addRelated(finding, keys);
        return finding;
    }

    private void addRelated(ObjectNode finding, OscalKeys keys) {
        ArrayNode observations = JSON.arrayNode();
        ArrayNode risks = JSON.arrayNode();
        for (Entry entry : evidence.entries()) {
            if (entry.status() != RuleStatus.SKIP) {
                observations.addObject().put("observation-uuid", keys.observation(entry));
            }
            entry.exempted().forEach(pardoned -> risks.addObject().put("risk-uuid", keys.risk(pardoned)));
        }
        finding.set("related-observations", observations);
        if (!risks.isEmpty()) {
            finding.set("related-risks", risks);
        }
    }
}
