package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// A throw-away definition on a real API server, and what that says to objects of it.
///
/// A field `marker` that takes one value is put into each schema, so that it is seen when the server has taken it up.
final class ServerSide {
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Begins what is said of an object that cannot even be read.
    static final String MALFORMED = "malformed ";

    private final KubernetesClient client;
    private final String namespace;
    private final String group;
    private final boolean status;
    private int turn;

    ServerSide(KubernetesClient client, String namespace, String name, boolean status) {
        this.client = client;
        this.namespace = namespace;
        this.group = name + ".agreement.kspec.io";
        this.status = status;
    }

    /// What the server says: the object as it would be stored, or where it is wrong.
    record Answer(boolean accepted, JsonNode object, Set<String> errors, boolean rulesSkipped) {}

    boolean hasStatus() {
        return status;
    }

    /// Creates or replaces the definition; answers the schema as it is served, with its marker.
    JsonNode serve(JsonNode schema) {
        turn++;
        ObjectNode marked = schema.deepCopy();
        marked.withObject("/properties/marker")
                .put("type", "string")
                .putArray("enum")
                .add("turn-" + turn);
        String name = "things." + group;
        ObjectNode definition =
                turn == 1 ? JSON.objectNode() : (ObjectNode) read(client.raw(DEFINITIONS + "/" + name, "GET", null));
        definition.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        definition.withObject("/metadata").put("name", name);
        ObjectNode spec = definition.withObject("/spec");
        spec.put("group", group).put("scope", "Namespaced");
        spec.withObject("/names")
                .put("plural", "things")
                .put("singular", "thing")
                .put("kind", "Thing");
        ObjectNode version =
                JSON.objectNode().put("name", "v1").put("served", true).put("storage", true);
        version.withObject("/schema").set("openAPIV3Schema", marked);
        if (status) {
            version.withObject("/subresources/status");
        }
        spec.set("versions", JSON.arrayNode().add(version));
        if (turn == 1) {
            client.raw(DEFINITIONS, "POST", definition);
        } else {
            client.raw(DEFINITIONS + "/" + name, "PUT", definition);
        }
        return marked;
    }

    /// Returns when the schema that was given last is in force.
    void awaitServed() {
        Awaitility.await(group)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(this::isInForce);
    }

    /// Whether the schema in force takes its own marker, whatever else it misses in an object that has nothing else.
    private boolean isInForce() {
        Answer answer = create(object("probe").put("marker", "turn-" + turn), true);
        return answer.errors().stream().noneMatch(error -> error.startsWith("marker "));
    }

    void remove() {
        client.raw(DEFINITIONS + "/things." + group, "DELETE", null);
    }

    ObjectNode object(String name) {
        ObjectNode object = JSON.objectNode();
        object.put("apiVersion", group + "/v1").put("kind", "Thing");
        object.withObject("/metadata").put("name", name).put("namespace", namespace);
        return object;
    }

    Answer create(ObjectNode object, boolean dryRun) {
        return ask("POST", things() + (dryRun ? "?dryRun=All" : ""), object);
    }

    /// What the server says against a new object, in its words; empty when it takes it.
    String refusal(ObjectNode object) {
        try {
            client.raw(things() + "?dryRun=All", "POST", object);
            return "";
        } catch (KubernetesClientException refused) {
            return refused.getStatus().getMessage();
        }
    }

    Answer update(ObjectNode object) {
        return ask("PUT", things() + "/" + name(object) + "?dryRun=All", object);
    }

    Answer updateStatus(ObjectNode object) {
        return ask("PUT", things() + "/" + name(object) + "/status?dryRun=All", object);
    }

    List<ObjectNode> list() {
        return read(client.raw(things(), "GET", null))
                .path("items")
                .valueStream()
                .map(ObjectNode.class::cast)
                .toList();
    }

    ObjectNode get(ObjectNode object) {
        return (ObjectNode) read(client.raw(things() + "/" + name(object), "GET", null));
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }

    private String things() {
        return "/apis/%s/v1/namespaces/%s/things".formatted(group, namespace);
    }

    private Answer ask(String method, String uri, ObjectNode object) {
        try {
            return new Answer(true, read(client.raw(uri, method, object)), Set.of(), false);
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != 422 && refused.getCode() != 400) {
                throw refused;
            }
            var errors = new TreeSet<String>();
            boolean skipped = false;
            if (refused.getCode() == 422) {
                for (StatusCause cause : refused.getStatus().getDetails().getCauses()) {
                    if (cause.getMessage().contains("some validation rules were not checked")) {
                        skipped = true;
                    } else {
                        errors.add(place(cause) + " " + cause.getReason());
                    }
                }
            } else {
                errors.add(MALFORMED + refused.getStatus().getMessage());
            }
            return new Answer(false, object, errors, skipped);
        }
    }

    /// Errors of branches tell their place in the message alone.
    private static String place(StatusCause cause) {
        String field = cause.getField() == null ? "" : cause.getField();
        var quoted = Pattern.compile("\"([^\"]*)\" must ").matcher(cause.getMessage());
        boolean ofBranches = field.equals("<nil>") || field.equals("status");
        if (ofBranches && quoted.find()) {
            return plain((field.equals("status") ? "status." : "") + quoted.group(1));
        }
        return field.equals("<nil>") ? "" : plain(field);
    }

    private static String plain(String field) {
        return String.join(
                "/",
                Arrays.stream(field.split("[.\\[\\]]+"))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private static JsonNode read(String json) {
        return Serialization.unmarshal(json, JsonNode.class);
    }
}
