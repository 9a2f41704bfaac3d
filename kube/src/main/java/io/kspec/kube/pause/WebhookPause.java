package io.kspec.kube.pause;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/// The ConfigMap in the operator's namespace that says until when admission is not asked. It survives a restart of
/// the operator, anybody who may write there can make it with kubectl, and deleting it ends the pause.
public final class WebhookPause {
    public static final String NAME = "kspec-webhook-disabled";

    /// An object without this label is none.
    public static final String LABEL = "kspec.io/component";

    public static final String LABEL_VALUE = "webhook-pause";

    /// No pause lasts longer from the creation of the object on.
    public static final Duration LONGEST = Duration.ofHours(24);

    private WebhookPause() {}

    /// The object that asks for a pause.
    ///
    /// @param by who asks, as the API server knows them; empty when that is not known
    /// @param reason may be empty
    public static ObjectNode object(String namespace, Instant until, String by, String reason) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", NAME).put("namespace", namespace);
        metadata.putObject("labels").put(LABEL, LABEL_VALUE);
        ObjectNode data = object.putObject("data");
        data.put("until", until.toString());
        if (!by.isEmpty()) {
            data.put("by", by);
        }
        if (!reason.isEmpty()) {
            data.put("reason", reason);
        }
        return object;
    }
}
