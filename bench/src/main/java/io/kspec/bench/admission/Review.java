package io.kspec.bench.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The AdmissionReview of one case, ready to be sent any number of times, each time with another uid.
final class Review {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NO_UID = "00000000-0000-0000-0000-000000000000";

    private final Case asked;
    private final byte[] text;
    private final int uidAt;

    Review(Case asked) {
        this.asked = asked;
        String review = review(asked.pod()).toString();
        this.text = review.getBytes(StandardCharsets.UTF_8);
        // what stands before the uid is ASCII: characters and bytes count the same
        this.uidAt = review.indexOf(NO_UID);
    }

    int bytes() {
        return text.length;
    }

    /// @param uid as long as any UUID
    Buffer with(String uid) {
        byte[] sent = text.clone();
        System.arraycopy(uid.getBytes(StandardCharsets.US_ASCII), 0, sent, uidAt, NO_UID.length());
        return Buffer.buffer(sent);
    }

    /// What is wrong with an answer; empty when it is the right verdict on this case.
    Optional<String> fault(String uid, int code, byte[] body) {
        if (code != 200) {
            return Optional.of("%s: answered with %d".formatted(asked.name(), code));
        }
        try {
            JsonNode response = MAPPER.readTree(body).path("response");
            boolean admitted = response.path("allowed").asBoolean();
            String message = response.path("status").path("message").asText("");
            boolean right = response.path("uid").asText().equals(uid)
                    && asked.refusal()
                            .map(word -> !admitted && message.contains(word))
                            .orElse(admitted);
            return right ? Optional.empty() : Optional.of("%s: answered with %s".formatted(asked.name(), response));
        } catch (IOException garbled) {
            return Optional.of("%s: answered with something else than JSON".formatted(asked.name()));
        }
    }

    /// As the API server asks about a new pod.
    private static ObjectNode review(ObjectNode pod) {
        ObjectNode review = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "AdmissionReview")
                .put("apiVersion", "admission.k8s.io/v1");
        ObjectNode request = review.putObject("request").put("uid", NO_UID);
        request.putObject("kind").put("group", "").put("version", "v1").put("kind", "Pod");
        request.putObject("resource").put("group", "").put("version", "v1").put("resource", "pods");
        request.putObject("requestKind").put("group", "").put("version", "v1").put("kind", "Pod");
        request.putObject("requestResource")
                .put("group", "")
                .put("version", "v1")
                .put("resource", "pods");
        request.put("name", pod.at("/metadata/name").asText());
        request.put("namespace", pod.at("/metadata/namespace").asText());
        request.put("operation", "CREATE");
        request.putObject("userInfo")
                .put("username", "system:serviceaccount:kube-system:replicaset-controller")
                .putArray("groups")
                .add("system:serviceaccounts")
                .add("system:authenticated");
        request.set("object", pod);
        request.putNull("oldObject");
        request.put("dryRun", false);
        request.putObject("options").put("kind", "CreateOptions").put("apiVersion", "meta.k8s.io/v1");
        return review;
    }
}
