package io.kspec.kube.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.failure.Failure;
import io.kspec.kube.failure.ApiFailures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/// Carries out changes. Every call is bounded by the client's request timeout; used by many threads at once.
///
/// Objects owned whole travel as the JSON they are: no model class can drop or add a field on the way.
public final class ObjectWriter {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final String manager;
    private final BooleanSupplier mayWrite;
    private final ObjectMapper mapper = new ObjectMapper();

    /// `manager` is the field manager of everything this writer owns whole.
    public ObjectWriter(KubernetesClient client, String manager) {
        this(client, manager, () -> true);
    }

    /// A writer among several replicas.
    ///
    /// @param mayWrite asked right before every write; when it says no, the change is [Outcome.Outdated]: somebody
    ///     else decides now
    public ObjectWriter(KubernetesClient client, String manager, BooleanSupplier mayWrite) {
        this.client = client;
        this.manager = manager;
        this.mayWrite = mayWrite;
    }

    public Outcome write(Change change) {
        return carryOut(change, "");
    }

    /// What the API server would store for a change, its own defaults included. Nothing is written.
    public Outcome preview(Change change) {
        return carryOut(change, "&dryRun=All");
    }

    /// Writes the status of an object as it is in `object`, under its resourceVersion.
    public Outcome writeStatus(ObjectKind kind, ObjectNode object, String because) {
        var change = new Change.Replace(
                kind, object, object.path("metadata").path("resourceVersion").asText(""), because);
        return answered(change, () -> send("PUT", uri(kind, object) + "/status" + asManager(), object));
    }

    private Outcome carryOut(Change change, String dryRun) {
        return answered(change, () -> switch (change) {
            case Change.Create create ->
                send("POST", collection(create.kind(), create.object()) + asManager() + dryRun, create.object());
            case Change.Replace replace ->
                send(
                        "PUT",
                        uri(replace.kind(), replace.object()) + asManager() + dryRun,
                        at(replace.resourceVersion(), replace.object()));
            case Change.Demand demand -> apply(demand.kind(), demand.object(), demand.manager(), dryRun);
            case Change.Remove remove -> {
                ObjectNode live = remove.object();
                send("DELETE", uri(remove.kind(), live) + "?propagationPolicy=Background" + dryRun, onlyAsRead(live));
                yield live;
            }
        });
    }

    private interface Call {
        ObjectNode make() throws JsonProcessingException;
    }

    private Outcome answered(Change change, Call call) {
        if (!mayWrite.getAsBoolean()) {
            return new Outcome.Outdated(change);
        }
        try {
            return new Outcome.Done(change, call.make());
        } catch (KubernetesClientException refused) {
            return refused.getCode() == CONFLICT || refused.getCode() == NOT_FOUND
                    ? new Outcome.Outdated(change)
                    : new Outcome.Refused(change, failure(change, refused));
        } catch (JsonProcessingException garbled) {
            return new Outcome.Refused(
                    change,
                    new Failure.ServerError(name(change), "something that is not JSON: " + garbled.getMessage()));
        }
    }

    private ObjectNode send(String method, String uri, JsonNode body) throws JsonProcessingException {
        return mapper.readValue(client.raw(uri, method, mapper.writeValueAsString(body)), ObjectNode.class);
    }

    private ObjectNode apply(ObjectKind kind, ObjectNode fields, String writer, String dryRun) {
        var object = mapper.convertValue(fields, GenericKubernetesResource.class);
        var operation = client.genericKubernetesResources(kind.context());
        var resource = kind.namespaced()
                ? operation.inNamespace(object.getMetadata().getNamespace()).resource(object)
                : operation.resource(object);
        var applied = dryRun.isEmpty()
                ? resource.fieldManager(writer).forceConflicts().serverSideApply()
                : resource.dryRun().fieldManager(writer).forceConflicts().serverSideApply();
        return mapper.valueToTree(applied);
    }

    private String asManager() {
        return "?fieldManager=" + URLEncoder.encode(manager, StandardCharsets.UTF_8);
    }

    private static ObjectNode at(String resourceVersion, ObjectNode wanted) {
        ObjectNode object = wanted.deepCopy();
        object.withObject("/metadata").put("resourceVersion", resourceVersion);
        return object;
    }

    /// DeleteOptions: only the object that was read, as it was read.
    private ObjectNode onlyAsRead(ObjectNode live) {
        ObjectNode options = mapper.createObjectNode().put("apiVersion", "v1").put("kind", "DeleteOptions");
        ObjectNode preconditions = options.putObject("preconditions");
        preconditions.set("uid", live.path("metadata").path("uid"));
        preconditions.set("resourceVersion", live.path("metadata").path("resourceVersion"));
        return options;
    }

    private static String collection(ObjectKind kind, ObjectNode object) {
        String root = kind.group().isEmpty() ? "/api/" + kind.version() : "/apis/" + kind.apiVersion();
        String namespace = object.path("metadata").path("namespace").asText("");
        return kind.namespaced()
                ? "%s/namespaces/%s/%s".formatted(root, namespace, kind.plural())
                : "%s/%s".formatted(root, kind.plural());
    }

    private static String uri(ObjectKind kind, ObjectNode object) {
        return collection(kind, object) + "/"
                + object.path("metadata").path("name").asText("");
    }

    private Failure failure(Change change, KubernetesClientException refused) {
        return ApiFailures.of(
                refused,
                client.getMasterUrl().toString(),
                verb(change),
                change.kind().plural(),
                name(change));
    }

    /// As roles name it.
    private static String verb(Change change) {
        return switch (change) {
            case Change.Create _ -> "create";
            case Change.Replace _ -> "update";
            case Change.Demand _ -> "patch";
            case Change.Remove _ -> "delete";
        };
    }

    private static String name(Change change) {
        return "%s %s"
                .formatted(
                        change.kind().kind(),
                        change.object().path("metadata").path("name").asText(""));
    }
}
