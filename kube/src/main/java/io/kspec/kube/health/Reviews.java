package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Questions that a webhook answers without anything being changed.
final class Reviews {
    static final String UID = "6b737065-6320-6865-616c-746870726f62";

    private Reviews() {}

    /// About a config map that is not there. A webhook answers for kinds that it does not know as well: most allow.
    static ObjectNode admission() {
        ObjectNode review = review("admission.k8s.io/v1", "AdmissionReview");
        ObjectNode request = review.putObject("request");
        request.put("uid", UID).put("operation", "CREATE").put("dryRun", true);
        request.put("namespace", "default").put("name", "kspec-health-probe");
        request.putObject("kind").put("group", "").put("version", "v1").put("kind", "ConfigMap");
        request.putObject("resource").put("group", "").put("version", "v1").put("resource", "configmaps");
        request.putObject("userInfo").put("username", "kspec");
        ObjectNode object = request.putObject("object");
        object.put("apiVersion", "v1").put("kind", "ConfigMap");
        object.putObject("metadata").put("name", "kspec-health-probe").put("namespace", "default");
        return review;
    }

    /// Of no objects.
    static ObjectNode conversion(JsonNode definition) {
        String version = definition.at("/spec/versions/0/name").asText("");
        return conversion("v1", definition.at("/spec/group").asText("") + "/" + version, List.of());
    }

    /// Of these objects, in one question.
    ///
    /// @param version of ConversionReview
    /// @param desired the apiVersion that they shall come in
    static ObjectNode conversion(String version, String desired, List<ObjectNode> objects) {
        ObjectNode review = review("apiextensions.k8s.io/" + version, "ConversionReview");
        review.putObject("request")
                .put("uid", UID)
                .put("desiredAPIVersion", desired)
                .putArray("objects")
                .addAll(objects);
        return review;
    }

    /// Whether this is what a webhook answers.
    static boolean isAnswer(JsonNode json) {
        return json.at("/response/uid").asText("").equals(UID);
    }

    private static ObjectNode review(String apiVersion, String kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", apiVersion)
                .put("kind", kind);
    }
}
