package io.kspec.kube.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.Pages;
import java.util.List;
import java.util.Optional;

/// Reads CustomResourceDefinitions as the JSON they are, status included.
public final class Definitions {
    static final String PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private final ApiCalls calls;

    public Definitions(ApiCalls calls) {
        this.calls = calls;
    }

    /// One by its name, `<plural>.<group>`; empty where there is none.
    public Reading<Optional<ObjectNode>> read(String name) {
        return switch (calls.send(Call.get(PATH + "/" + name))) {
            case Answer.Done done
            when done.json() instanceof ObjectNode object -> new Reading.Known<>(Optional.of(object));
            case Answer.Done _ ->
                new Reading.Unknown<>(new Failure.ServerError(PATH + "/" + name, "something that is no object"));
            case Answer.Refused refused ->
                refused.notFound() ? new Reading.Known<>(Optional.empty()) : new Reading.Unknown<>(refused.why());
        };
    }

    /// All of the cluster.
    public Reading<List<ObjectNode>> all() {
        return switch (new Pages(calls).list(PATH)) {
            case Reading.Known<List<ObjectNode>> known -> {
                known.value().forEach(one -> one.put("apiVersion", "apiextensions.k8s.io/v1")
                        .put("kind", "CustomResourceDefinition"));
                yield known;
            }
            case Reading.Unknown<List<ObjectNode>> unknown -> unknown;
        };
    }
}
