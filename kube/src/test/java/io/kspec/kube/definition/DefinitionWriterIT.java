package io.kspec.kube.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.managed.Cluster;
import io.kspec.kube.managed.Widgets;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("apiserver")
final class DefinitionWriterIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Map<String, String> SIZE = Map.of("size", "integer");
    private static final Map<String, String> SIZE_AND_NOTE = Map.of("size", "integer", "note", "string");

    private static LocalKubernetes cluster;
    private static ApiCalls calls;
    private static DefinitionWriter writer;

    @BeforeAll
    static void start() {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
        calls = new ApiCalls(cluster.client(), SOON);
        writer = new DefinitionWriter(calls);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void anAbsentDefinitionIsKnownToBeAbsent() {
        assertThat(new Definitions(calls).read("nobodys.example.org")).isEqualTo(new Reading.Known<>(Optional.empty()));
    }

    @Test
    void whatIsTriedOutIsNotWritten() {
        var widgets = new Widgets("tried.example.org");
        assertThat(writer.tryOut(widgets.definition(SIZE), Set.of())).isInstanceOf(Applied.Done.class);
        assertThat(new Definitions(calls).read(widgets.name())).isEqualTo(new Reading.Known<>(Optional.empty()));
    }

    @Test
    void aDefinitionWithoutAStoredVersionIsRefusedWhenTriedOut() {
        var widgets = new Widgets("stored.example.org");
        apply(widgets, SIZE);
        ObjectNode renamed = widgets.definition(SIZE);
        renamed.withObject("/spec").putArray("versions").add(Widgets.version("v2", true, SIZE));
        assertThat(writer.tryOut(renamed, Set.of()))
                .isInstanceOfSatisfying(
                        Applied.Refused.class,
                        refused -> assertThat(refused.why().sentence()).contains("status.storedVersions[0]"));
    }

    @Test
    void fieldsOfAManagerAreTakenOnlyWhenItIsNamed() {
        var widgets = new Widgets("claimed.example.org");
        ObjectNode installed = widgets.definition(SIZE_AND_NOTE);
        assertThat(calls.send(Call.apply(path(widgets), installed, "helm", true, false)))
                .isInstanceOf(Answer.Done.class);
        assertThat(writer.apply(widgets.definition(SIZE), Set.of("kubectl")))
                .isInstanceOfSatisfying(Applied.Claimed.class, claimed -> {
                    assertThat(claimed.claims()).containsExactly(new FieldClaim(".spec.versions", "helm"));
                    assertThat(claimed.why().sentence()).contains("helm");
                });
        assertThat(live(widgets).toString()).contains("note");
        assertThat(writer.apply(widgets.definition(SIZE), Set.of("helm"))).isInstanceOf(Applied.Done.class);
        assertThat(live(widgets).at("/spec/versions/0/schema").toString()).doesNotContain("note");
    }

    @Test
    void theAuthorityThatAnInjectorWroteStaysWhenTheDefinitionChanges() {
        var widgets = new Widgets("injected.example.org");
        ObjectNode converting = widgets.definition(SIZE);
        converting.withObject("/spec").set("conversion", Widgets.json("""
                {"strategy": "Webhook", "webhook": {"conversionReviewVersions": ["v1"],
                 "clientConfig": {"service": {"namespace": "default", "name": "widgets"}}}}
                """));
        applied(writer.apply(converting, Set.of()));
        String authority = cluster.client().getConfiguration().getCaCertData();
        ObjectNode injected = Widgets.json("""
                {"spec": {"conversion": {"webhook": {"clientConfig": {"caBundle": "%s"}}}}}
                """.formatted(authority));
        assertThat(calls.send(Call.merge(path(widgets), injected, "injector"))).isInstanceOf(Answer.Done.class);
        ObjectNode more = converting.deepCopy();
        more.withObject("/spec").putArray("versions").add(Widgets.version("v1", true, SIZE_AND_NOTE));
        ObjectNode stored = applied(writer.apply(more, Set.of()));
        assertThat(stored.at("/spec/conversion/webhook/clientConfig/service/name")
                        .asText())
                .isEqualTo("widgets");
        assertThat(stored.at("/spec/conversion/webhook/clientConfig/caBundle").asText())
                .isEqualTo(authority);
    }

    @Test
    void aNewFieldIsKnownToTheServerWhenTheWaitIsOver() {
        var widgets = new Widgets("served.example.org");
        ObjectNode before = apply(widgets, SIZE);
        ObjectNode after = applied(writer.apply(widgets.definition(SIZE_AND_NOTE), Set.of()));
        assertThat(check().await(Optional.of(before), after, SOON)).isEqualTo(new Served.Yes());
        Call strict = Call.post(
                widgets.path("v1") + "?fieldValidation=Strict", widgets.widget("new", "v1", "{\"note\": \"kept\"}"));
        assertThat(calls.send(strict)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void aDefinitionWhoseNamesAreTakenIsNotServed() {
        apply(new Widgets("names.example.org"), SIZE);
        ObjectNode rival = new Widgets("names.example.org").definition(SIZE);
        rival.withObject("/metadata").put("name", "gadgets.names.example.org");
        rival.withObject("/spec/names").put("plural", "gadgets");
        ObjectNode stored = applied(writer.apply(rival, Set.of()));
        assertThat(check().await(Optional.empty(), stored, Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        Served.NotInTime.class, late -> assertThat(late.why().sentence())
                                .contains("NamesAccepted")
                                .contains("gadgets.names.example.org"));
    }

    @Test
    void aFieldThatWasHiddenIsBackWhenTheOldDefinitionIsPutBackAtOnce() {
        var widgets = new Widgets("back.example.org");
        apply(widgets, SIZE_AND_NOTE);
        ObjectNode recorded = live(widgets);
        create(widgets, "kept", "{\"size\": 1, \"note\": \"precious\"}");
        ObjectNode shrunk = applied(writer.apply(widgets.definition(SIZE), Set.of()));
        assertThat(check().await(Optional.of(recorded), shrunk, SOON)).isEqualTo(new Served.Yes());
        assertThat(read(widgets, "kept").path("spec").has("note")).isFalse();
        ObjectNode back = applied(writer.putBack(recorded, Set.of()));
        assertThat(check().await(Optional.of(shrunk), back, SOON)).isEqualTo(new Served.Yes());
        assertThat(read(widgets, "kept").at("/spec/note").asText()).isEqualTo("precious");
        assertThat(back.path("spec")).isEqualTo(recorded.path("spec"));
    }

    @Test
    void noReleaseOwnsADefinitionThatIsDisowned() {
        var widgets = new Widgets("disowned.example.org");
        ObjectNode owned = widgets.definition(SIZE);
        owned.withObject("/metadata/labels")
                .put("app.kubernetes.io/managed-by", "Helm")
                .put("team", "blue");
        owned.withObject("/metadata/annotations")
                .put("meta.helm.sh/release-name", "widgets")
                .put("meta.helm.sh/release-namespace", "default");
        assertThat(calls.send(Call.apply(path(widgets), owned, "helm", true, false)))
                .isInstanceOf(Answer.Done.class);
        assertThat(check().await(Optional.empty(), owned, SOON)).isEqualTo(new Served.Yes());
        ObjectNode live = live(widgets);
        ObjectNode free = applied(writer.disown(live));
        assertThat(free.at("/metadata/labels")).isEqualTo(Widgets.json("{\"team\": \"blue\"}"));
        assertThat(free.at("/metadata/annotations")).isEqualTo(Widgets.json("{\"helm.sh/resource-policy\": \"keep\"}"));
        assertThat(writer.disown(live)).isInstanceOf(Applied.Refused.class);
        ObjectNode again = applied(writer.apply(owned, Set.of("helm")));
        assertThat(again.at("/metadata/annotations").has("meta.helm.sh/release-name"))
                .isFalse();
    }

    @Test
    void aServerThatIsAwayLeavesAnApplicationUnanswered() {
        try (KubernetesClient away = new Cluster(cluster.client()).away()) {
            assertThat(new DefinitionWriter(new ApiCalls(away, SOON))
                            .apply(new Widgets("away.example.org").definition(SIZE), Set.of()))
                    .isInstanceOfSatisfying(Applied.Unanswered.class, unanswered -> assertThat(unanswered.why())
                            .isInstanceOf(Failure.Unreachable.class));
        }
    }

    @Test
    void inPhaseAVersionsAreAddedWhileTheStoredOneStays() {
        var widgets = new Widgets("phase.example.org");
        ObjectNode live = apply(widgets, SIZE);
        ObjectNode wanted = widgets.definition(SIZE);
        wanted.withObject("/spec").putArray("versions").add(Widgets.version("v2", true, SIZE_AND_NOTE));
        ObjectNode phase = PhaseA.of(live, wanted, EnumSet.of(Kept.STORAGE_FLAG));
        ObjectNode stored = applied(writer.apply(phase, Set.of()));
        assertThat(check().await(Optional.of(live), stored, SOON)).isEqualTo(new Served.Yes());
        assertThat(live(widgets).at("/status/storedVersions").toString()).isEqualTo("[\"v1\"]");
        assertThat(calls.send(Call.get(widgets.path("v2")))).isInstanceOf(Answer.Done.class);
        assertThat(calls.send(Call.get(widgets.path("v1")))).isInstanceOf(Answer.Done.class);
    }

    private static ServedCheck check() {
        return new ServedCheck(calls, new RequestPace(20));
    }

    private static ObjectNode apply(Widgets widgets, Map<String, String> types) {
        ObjectNode stored = applied(writer.apply(widgets.definition(types), Set.of()));
        assertThat(check().await(Optional.empty(), stored, SOON)).isEqualTo(new Served.Yes());
        return stored;
    }

    private static ObjectNode applied(Applied applied) {
        assertThat(applied).isInstanceOf(Applied.Done.class);
        return ((Applied.Done) applied).stored();
    }

    private static ObjectNode live(Widgets widgets) {
        return switch (new Definitions(calls).read(widgets.name())) {
            case Reading.Known<Optional<ObjectNode>> known -> known.value().orElseThrow();
            case Reading.Unknown<Optional<ObjectNode>> unknown ->
                throw new AssertionError(unknown.why().sentence());
        };
    }

    private static void create(Widgets widgets, String name, String spec) {
        assertThat(calls.send(Call.post(widgets.path("v1"), widgets.widget(name, "v1", spec))))
                .isInstanceOf(Answer.Done.class);
    }

    private static JsonNode read(Widgets widgets, String name) {
        return switch (calls.send(Call.get(widgets.path("v1") + "/" + name))) {
            case Answer.Done done -> done.json();
            case Answer.Refused refused ->
                throw new AssertionError(refused.why().sentence());
        };
    }

    private static String path(Widgets widgets) {
        return Definitions.PATH + "/" + widgets.name();
    }
}
