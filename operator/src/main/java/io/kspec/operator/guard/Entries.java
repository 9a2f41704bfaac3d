package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.write.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Pieces that every webhook configuration of kspec is made of.
final class Entries {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final GuardSettings settings;
    private final String caBundle;

    Entries(GuardSettings settings, String caBundle) {
        this.settings = settings;
        this.caBundle = caBundle;
    }

    /// A configuration without entries, with the marks by which kspec knows its own.
    static ObjectNode configuration(ObjectKind kind, String name) {
        ObjectNode object = JSON.objectNode();
        object.put("apiVersion", kind.apiVersion());
        object.put("kind", kind.kind());
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        metadata.putObject("labels")
                .put("app.kubernetes.io/managed-by", "kspec")
                .put("kspec.io/component", "webhook");
        object.putArray("webhooks");
        return object;
    }

    /// An entry without rules.
    ///
    /// @param closed whether the API server refuses when kspec does not answer
    ObjectNode entry(String name, String path, boolean closed, int timeoutSeconds) {
        ObjectNode entry = JSON.objectNode().put("name", name);
        ObjectNode client = entry.putObject("clientConfig");
        settings.webhookUrl().ifPresentOrElse(url -> client.put("url", url + path), () -> client.putObject("service")
                .put("name", "kspec-webhook-service")
                .put("namespace", settings.namespace())
                .put("port", 443)
                .put("path", path));
        client.put("caBundle", Base64.getEncoder().encodeToString(caBundle.getBytes(StandardCharsets.US_ASCII)));
        entry.put("failurePolicy", closed ? "Fail" : "Ignore");
        entry.put("matchPolicy", "Equivalent");
        entry.put("sideEffects", "None");
        entry.put("timeoutSeconds", timeoutSeconds);
        entry.putArray("admissionReviewVersions").add("v1");
        entry.putArray("rules");
        return entry;
    }

    static void rule(ObjectNode entry, String group, String resource, String... operations) {
        ObjectNode rule = entry.withArray("/rules").addObject();
        rule.putArray("apiGroups").add(group);
        rule.putArray("apiVersions").add("*");
        rule.putArray("resources").add(resource);
        ArrayNode list = rule.putArray("operations");
        for (String operation : operations) {
            list.add(operation);
        }
    }

    /// What cannot matter is not asked about, where the API server can tell: what is on its way out, and an update
    /// that leaves the spec as it is.
    void narrow(ObjectNode entry) {
        if (settings.matchConditions()) {
            condition(entry, "not-being-deleted", "!has(object.metadata.deletionTimestamp)");
            condition(
                    entry,
                    "spec-changed",
                    "request.operation != 'UPDATE' || !has(object.spec) || !has(oldObject.spec)"
                            + " || object.spec != oldObject.spec");
        }
    }

    private static void condition(ObjectNode entry, String name, String expression) {
        entry.withArray("/matchConditions").addObject().put("name", name).put("expression", expression);
    }
}
