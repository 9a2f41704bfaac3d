package io.kspec.kube.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import java.util.List;

/// Removes what one colour's release owns, and nothing else: never a definition, never a custom resource, and no
/// object that another release took over or nobody's release made.
public final class ColourRemoval {
    private static final int CONFLICT = 409;

    private final ApiCalls calls;
    private final String release;
    private final String namespace;

    /// Removes for one release.
    ///
    /// @param release its name
    /// @param namespace the one it was installed in
    public ColourRemoval(ApiCalls calls, String release, String namespace) {
        this.calls = calls;
        this.release = release;
        this.namespace = namespace;
    }

    /// An answer for each, in the same order.
    public List<Removal> remove(List<OwnedObject> objects) {
        return objects.stream().map(this::remove).toList();
    }

    private Removal remove(OwnedObject object) {
        if (!object.mayGo()) {
            return new Removal.Left(object, "definitions and custom resources outlive every release");
        }
        return switch (calls.send(Call.get(object.path()))) {
            case Answer.Refused refused ->
                refused.notFound() ? new Removal.Gone(object) : new Removal.Refused(object, refused.why());
            case Answer.Done done ->
                isOwned(done.json())
                        ? delete(object, done.json())
                        : new Removal.Left(object, "release %s in %s does not own it".formatted(release, namespace));
        };
    }

    private boolean isOwned(JsonNode live) {
        JsonNode annotations = live.at("/metadata/annotations");
        return annotations.path("meta.helm.sh/release-name").asText("").equals(release)
                && annotations.path("meta.helm.sh/release-namespace").asText("").equals(namespace);
    }

    /// Only the object that was read: one that was made anew meanwhile is somebody else's.
    private Removal delete(OwnedObject object, JsonNode live) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("apiVersion", "v1").put("kind", "DeleteOptions").put("propagationPolicy", "Background");
        options.putObject("preconditions").set("uid", live.at("/metadata/uid"));
        return switch (calls.send(Call.delete(object.path(), options))) {
            case Answer.Done _ -> new Removal.Gone(object);
            case Answer.Refused refused when refused.notFound() -> new Removal.Gone(object);
            case Answer.Refused refused
            when refused.code() == CONFLICT -> new Removal.Left(object, "another object has taken its name");
            case Answer.Refused refused -> new Removal.Refused(object, refused.why());
        };
    }
}
