package io.kspec.cli.impact;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import io.kspec.core.impact.Refused;
import java.util.List;

/// The impact for programs.
final class ImpactJson {
    private ImpactJson() {}

    static ObjectNode of(Compared compared) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("specification", compared.specification());
        ArrayNode current = json.putArray("current");
        compared.current().forEach(current::add);
        refused(json.putArray("newlyRefused"), compared.impact().newlyRefused());
        refused(json.putArray("noLongerRefused"), compared.impact().noLongerRefused());
        json.putObject("unchanged")
                .put("refused", compared.impact().stillRefused())
                .put("admitted", compared.impact().stillAdmitted());
        ArrayNode gaps = json.putArray("notRead");
        compared.gaps().stream().map(Failure::sentence).forEach(gaps::add);
        return json;
    }

    private static void refused(ArrayNode list, List<Refused> refused) {
        for (Refused one : refused) {
            ObjectNode json = list.addObject()
                    .put("namespace", one.owner().namespace())
                    .put("kind", one.owner().kind())
                    .put("name", one.owner().name())
                    .put("pods", one.pods());
            ArrayNode refusals = json.putArray("refusals");
            one.refusals().forEach(refusal -> refusals.addObject()
                    .put("specification", refusal.specification())
                    .put("rule", refusal.rule().toString())
                    .put("check", refusal.check())
                    .put("severity", refusal.severity().word())
                    .put("because", refusal.because())
                    .put("fix", refusal.fix()));
        }
    }
}
