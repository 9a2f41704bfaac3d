package io.kspec.core.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rule.Control;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The frameworks of a report as SARIF taxonomies; a reference to a control is two indices and two names.
final class SarifTaxonomies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<String> frameworks;
    private final Map<String, List<String>> controls;

    private SarifTaxonomies(Map<String, List<String>> controls) {
        this.frameworks = List.copyOf(controls.keySet());
        this.controls = controls;
    }

    static SarifTaxonomies of(Report report) {
        var controls = new LinkedHashMap<String, List<String>>();
        for (Entry entry : report.entries()) {
            for (Control control : entry.result().card().controls()) {
                List<String> ids = controls.computeIfAbsent(control.framework(), _ -> new ArrayList<>());
                if (!ids.contains(control.id())) {
                    ids.add(control.id());
                }
            }
        }
        return new SarifTaxonomies(controls);
    }

    boolean isEmpty() {
        return frameworks.isEmpty();
    }

    ArrayNode components() {
        ArrayNode components = JSON.arrayNode();
        controls.forEach((framework, ids) -> {
            ObjectNode component = components.addObject();
            component.put("name", framework);
            component.set("shortDescription", SarifReport.text(FrameworkTitles.title(framework)));
            ArrayNode taxa = component.putArray("taxa");
            ids.forEach(id -> taxa.addObject().put("id", id));
        });
        return components;
    }

    /// One reference per framework.
    ArrayNode references() {
        ArrayNode references = JSON.arrayNode();
        frameworks.forEach(framework -> references.add(component(framework)));
        return references;
    }

    ObjectNode reference(Control control) {
        ObjectNode reference = JSON.objectNode();
        reference.put("id", control.id());
        reference.put(
                "index", controls.getOrDefault(control.framework(), List.of()).indexOf(control.id()));
        reference.set("toolComponent", component(control.framework()));
        return reference;
    }

    private ObjectNode component(String framework) {
        return JSON.objectNode().put("name", framework).put("index", frameworks.indexOf(framework));
    }
}
