package io.kspec.kube.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.RequestPace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Waits until a definition is not only stored but served: established, its names accepted, its versions discovered,
/// and its newest field known to the server that stores objects.
///
/// Whether a field is known is asked by a dry run that says nothing but this field: a server that does not know it
/// says so before it looks at anything else. Behind one address there may be several API servers, so a definition
/// counts as served only after it has been found so three times in a row.
public final class ServedCheck {
    private static final int LOOKS = 3;

    private final ApiCalls calls;
    private final RequestPace pace;

    /// Looks again and again.
    ///
    /// @param pace at which it looks: the looks per second
    public ServedCheck(ApiCalls calls, RequestPace pace) {
        this.calls = calls;
        this.pace = pace;
    }

    /// Returns when it is served, or when the time is over.
    ///
    /// @param before the definition as it was; empty when it is new
    /// @param applied the definition as the server stored it
    public Served await(Optional<ObjectNode> before, ObjectNode applied, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        List<SchemaProbe> probes = SchemaProbe.between(
                before.<JsonNode>map(object -> object).orElseGet(JsonNodeFactory.instance::objectNode), applied);
        int inARow = 0;
        while (true) {
            Optional<String> missing = missing(applied, probes);
            inARow = missing.isPresent() ? 0 : inARow + 1;
            if (inARow == LOOKS) {
                return new Served.Yes();
            }
            if (System.nanoTime() >= end || !pace.await()) {
                return new Served.NotInTime(
                        late(applied, missing.orElse("it has not been found served often enough"), patience));
            }
        }
    }

    /// What is still missing, as a clause.
    private Optional<String> missing(ObjectNode applied, List<SchemaProbe> probes) {
        return switch (new Definitions(calls).read(DemandedFields.name(applied))) {
            case Reading.Unknown<Optional<ObjectNode>> unknown ->
                Optional.of(unknown.why().what());
            case Reading.Known<Optional<ObjectNode>> known ->
                known.value()
                        .map(live -> Conditions.missing(live)
                                .or(() -> undiscovered(live))
                                .or(() -> probes.stream()
                                        .flatMap(probe -> unserved(live, probe).stream())
                                        .findFirst()))
                        .orElseGet(() -> Optional.of("it is gone"));
        };
    }

    private Optional<String> undiscovered(ObjectNode live) {
        String group = live.path("spec").path("group").asText("");
        String plural = live.path("spec").path("names").path("plural").asText("");
        for (JsonNode version : live.path("spec").path("versions")) {
            String apiVersion = group + "/" + version.path("name").asText("");
            if (version.path("served").asBoolean(false)
                    && !(calls.send(Call.get("/apis/" + apiVersion)) instanceof Answer.Done done
                            && names(done.json(), plural))) {
                return Optional.of("%s is not served in %s yet".formatted(plural, apiVersion));
            }
        }
        return Optional.empty();
    }

    private static boolean names(JsonNode discovery, String plural) {
        return discovery.path("resources").findValuesAsText("name").contains(plural);
    }

    private Optional<String> unserved(ObjectNode live, SchemaProbe probe) {
        JsonNode spec = live.path("spec");
        String apiVersion = spec.path("group").asText("") + "/" + probe.version();
        String plural = spec.path("names").path("plural").asText("");
        boolean namespaced = spec.path("scope").asText("").equals("Namespaced");
        String path = "/apis/%s%s/%s?dryRun=All&fieldValidation=Strict"
                .formatted(apiVersion, namespaced ? "/namespaces/default" : "", plural);
        ObjectNode object =
                probe.object(apiVersion, spec.path("names").path("kind").asText(""));
        return switch (calls.send(Call.post(path, object))) {
            case Answer.Done _ -> asExpected(true, probe, apiVersion);
            case Answer.Refused refused
            when showsNothing(refused.code()) -> Optional.of(refused.why().what());
            case Answer.Refused refused -> asExpected(!saysUnknown(refused, probe), probe, apiVersion);
        };
    }

    private static Optional<String> asExpected(boolean known, SchemaProbe probe, String apiVersion) {
        return known == probe.known()
                ? Optional.empty()
                : Optional.of("the server still works with the former schema of %s".formatted(apiVersion));
    }

    private static boolean saysUnknown(Answer.Refused refused, SchemaProbe probe) {
        return refused.code() == 400
                && refused.status()
                        .path("message")
                        .asText("")
                        .contains("unknown field \"%s\"".formatted(probe.spelled()));
    }

    /// Silent, not allowed to ask, not served at all, initializing again, or too busy to say.
    private static boolean showsNothing(int code) {
        return code == 0 || code == 401 || code == 403 || code == 404 || code == 429 || code >= 500;
    }

    private static Failure late(ObjectNode applied, String missing, Duration patience) {
        return new Failure.Malformed(
                "not served within %d s: %s".formatted(patience.toSeconds(), missing),
                "CustomResourceDefinition " + DemandedFields.name(applied),
                "Look at its status with kubectl describe crd, and at the API server's log.");
    }
}
