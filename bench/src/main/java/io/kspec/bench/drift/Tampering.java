package io.kspec.bench.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.cluster.Api;
import io.kspec.bench.cluster.ApiAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One way to weaken a guard.
///
/// @param name for the figures, as the end of `after …`
/// @param guard what is tampered with
/// @param edit what is done to it; empty: it is deleted
record Tampering(String name, Guard guard, Optional<Consumer<ObjectNode>> edit) {
    private static final String REGISTRATION = "kspec-validating-webhook";

    /// An object that kspec owns.
    ///
    /// @param opens whether pods get in while it is weakened; otherwise the webhook still refuses them
    record Guard(String apiVersion, String kind, String plural, String name, boolean opens) {
        String path() {
            return "/apis/%s/%s/%s".formatted(apiVersion, plural, name);
        }

        /// What it demands, without what the API server says about it.
        JsonNode demand(JsonNode object) {
            return object.has("webhooks") ? object.path("webhooks") : object.path("spec");
        }
    }

    /// Every way, with the policies that are in the cluster now.
    static List<Tampering> all(Api api) {
        var registration = new Guard(
                "admissionregistration.k8s.io/v1",
                "ValidatingWebhookConfiguration",
                "validatingwebhookconfigurations",
                REGISTRATION,
                true);
        Guard policy = first(api, "ValidatingAdmissionPolicy", "validatingadmissionpolicies");
        Guard binding = first(api, "ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings");
        return List.of(
                new Tampering("a deleted registration", registration, Optional.empty()),
                new Tampering("a changed field", registration, Optional.of(Tampering::watchNothing)),
                new Tampering("an added matchCondition", registration, Optional.of(Tampering::excludeAll)),
                new Tampering("a changed binding", binding, Optional.of(Tampering::bindNowhere)),
                new Tampering("a deleted policy", policy, Optional.empty()));
    }

    private static Guard first(Api api, String kind, String plural) {
        for (JsonNode item : api.send("GET", "/apis/admissionregistration.k8s.io/v1/" + plural, "")
                .body()
                .path("items")) {
            String name = item.at("/metadata/name").asText();
            if (name.startsWith("kspec")) {
                return new Guard("admissionregistration.k8s.io/v1", kind, plural, name, false);
            }
        }
        throw new BenchmarkFailed("kspec made no " + kind);
    }

    /// Does it to the object as it is.
    ApiAnswer act(Api api, JsonNode object) {
        if (edit.isEmpty()) {
            return api.send("DELETE", guard.path(), "");
        }
        ObjectNode changed = object.deepCopy();
        edit.get().accept(changed);
        return api.send("PUT", guard.path(), changed.toString());
    }

    private static void watchNothing(ObjectNode registration) {
        for (JsonNode entry : registration.path("webhooks")) {
            for (JsonNode rule : entry.path("rules")) {
                ((ObjectNode) rule).putArray("operations").add("DELETE");
            }
        }
    }

    private static void excludeAll(ObjectNode registration) {
        for (JsonNode entry : registration.path("webhooks")) {
            ArrayNode conditions = ((ObjectNode) entry).withArray("matchConditions");
            conditions.addObject().put("name", "tampered").put("expression", "false");
        }
    }

    private static void bindNowhere(ObjectNode binding) {
        binding.withObject("/spec/matchResources/namespaceSelector/matchLabels").put("tampered", "true");
    }
}
