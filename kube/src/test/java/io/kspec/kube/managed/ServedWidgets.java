package io.kspec.kube.managed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.definition.Applied;
import io.kspec.kube.definition.DefinitionWriter;
import io.kspec.kube.definition.Served;
import io.kspec.kube.definition.ServedCheck;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Widgets in a cluster that serves them.
public record ServedWidgets(ApiCalls calls, Widgets widgets, ObjectNode definition) {
    private static final Duration SOON = Duration.ofSeconds(30);

    /// Installs the definition and waits until it is served.
    public static ServedWidgets in(ApiCalls calls, String group, Map<String, String> types) {
        var widgets = new Widgets(group);
        return in(calls, widgets, widgets.definition(types));
    }

    public static ServedWidgets in(ApiCalls calls, Widgets widgets, ObjectNode definition) {
        assertThat(new DefinitionWriter(calls).apply(definition, Set.of())).isInstanceOf(Applied.Done.class);
        assertThat(new ServedCheck(calls, new RequestPace(20)).await(Optional.empty(), definition, SOON))
                .isEqualTo(new Served.Yes());
        String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + widgets.name();
        return new ServedWidgets(calls, widgets, (ObjectNode) done(calls.send(Call.get(path))));
    }

    /// In namespace default.
    public void create(String name, String spec) {
        done(calls.send(Call.post(widgets.path("v1"), widgets.widget(name, "v1", spec))));
    }

    public void createMany(int count, String spec) {
        for (int number = 0; number < count; number++) {
            create("w%05d".formatted(number), spec);
        }
    }

    public JsonNode read(String name) {
        return done(calls.send(Call.get(widgets.path("v1") + "/" + name)));
    }

    public void merge(String name, String patch) {
        done(calls.send(Call.merge(widgets.path("v1") + "/" + name, Widgets.json(patch), "a-person")));
    }

    public void delete(String name) {
        done(calls.send(Call.delete(widgets.path("v1") + "/" + name, Widgets.json("{}"))));
    }

    public static JsonNode done(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> done.json();
            case Answer.Refused refused ->
                throw new AssertionError(refused.why().sentence());
        };
    }
}
