package io.kspec.lifecycle.crd.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdResult;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.Observation.ConversionBreaksMetadata;
import io.kspec.lifecycle.crd.Observation.ConversionLossy;
import io.kspec.lifecycle.crd.Observation.ConversionUnasked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversionTrialTest {
    private static final String FIELDS = """
            {a: {type: string}, token: {type: string}, list: {type: array, items: {type: object, properties:
              {host: {type: string}, port: {type: integer}}}}, map: {type: object, additionalProperties: {type: string}}}
            """.replace('\n', ' ');
    private static final String WEBHOOK = "{strategy: Webhook, webhook: {clientConfig: {}}}";
    private static final Crd TWO = crd(WEBHOOK, version("v1", true, FIELDS), version("v2", false, FIELDS));

    @Test
    void aWebhookThatKeepsEverythingIsFoundToDoNothing() {
        var webhook = Hook.that(_ -> {});
        assertThat(ConversionTrial.observe(TWO, things("{a: x, list: [{host: h}]}"), webhook))
                .isEmpty();
        assertThat(webhook.asked).containsExactly("v2", "v1");
    }

    @Test
    void everyOtherServedVersionIsTriedWithAllObjectsInOneReview() {
        Crd three =
                crd(WEBHOOK, version("v1", true, FIELDS), version("v2", false, FIELDS), version("v3", false, FIELDS));
        var webhook = Hook.that(_ -> {});
        ConversionTrial.observe(three, things("{}", "{}", "{}"), webhook);
        assertThat(webhook.asked).containsExactly("v2", "v1", "v3", "v1");
    }

    @Test
    void aFieldThatIsGoneIsNamedWithAnObjectAndWithoutItsValue() {
        List<Observation> seen = ConversionTrial.observe(
                TWO, things("{a: x}", "{a: x, token: hidden}", "{token: hidden}"), Hook.that(object -> spec(object)
                        .remove("token")));
        assertThat(seen)
                .containsExactly(new ConversionLossy(
                        "v1",
                        "spec.token",
                        "spec.token of shop/t1 is gone after v1, v2 and v1 again (2 of 3 objects tried)"));
    }

    @Test
    void anotherValueIsADifferenceThatNamesNoValue() {
        List<Observation> seen = ConversionTrial.observe(
                TWO, things("{token: hidden}"), Hook.that(object -> spec(object).put("token", "shown")));
        assertThat(seen).singleElement().satisfies(one -> assertThat(one.detail())
                .contains("spec.token of shop/t0 has another value")
                .doesNotContain("hidden", "shown"));
    }

    @Test
    void aFieldIsNamedOnceForAllItemsAndKeys() {
        List<Observation> seen = ConversionTrial.observe(
                TWO,
                things("{list: [{host: a, port: 1}, {host: b, port: 2}], map: {k: v, l: w, m: x}}"),
                Hook.that(object -> {
                    spec(object).path("list").forEach(item -> ((ObjectNode) item).remove("port"));
                    ((ObjectNode) spec(object).path("map")).remove(List.of("k", "l"));
                }));
        assertThat(seen)
                .extracting(one -> ((ConversionLossy) one).path())
                .containsExactly("spec.list[].port", "spec.map{}");
        assertThat(seen).allSatisfy(one -> assertThat(one.detail()).contains("1 of 1 objects"));
    }

    @Test
    void whatTheOtherVersionDoesNotDeclareIsLostAsTheApiServerPrunesIt() {
        Crd narrow = crd(WEBHOOK, version("v1", true, FIELDS), version("v2", false, "{a: {type: string}}"));
        assertThat(ConversionTrial.observe(narrow, things("{a: x, token: y}"), Hook.that(_ -> {})))
                .extracting(one -> ((ConversionLossy) one).path())
                .containsExactly("spec.token");
    }

    @Test
    void whatAnAnnotationCarriesOverIsNotLost() {
        Crd narrow = crd(WEBHOOK, version("v1", true, FIELDS), version("v2", false, "{a: {type: string}}"));
        var webhook = Hook.that(object -> {
            ObjectNode kept = object.withObject("/metadata/annotations");
            if (spec(object).has("token")) {
                kept.put("kept", spec(object).path("token").asText());
            } else if (kept.has("kept")) {
                spec(object).put("token", kept.path("kept").asText());
            }
        });
        assertThat(ConversionTrial.observe(narrow, things("{token: y}"), webhook))
                .isEmpty();
    }

    @Test
    void labelsOfOthersMustStay() {
        List<ObjectNode> things = things("{}");
        things.getFirst().withObject("/metadata/labels").put("team.example.org/name", "blue");
        assertThat(ConversionTrial.observe(TWO, things, Hook.that(object -> object.withObject("/metadata")
                        .remove("labels"))))
                .extracting(one -> ((ConversionLossy) one).path())
                .containsExactly("metadata.labels.team.example.org/name");
    }

    @Test
    void otherMetadataAndAnEmptyStatusAreWhatTheApiServerDoesNotTake() {
        assertThat(ConversionTrial.observe(TWO, things("{a: x}"), Hook.that(object -> {
                    object.putObject("status");
                    object.withObject("/metadata").putNull("creationTimestamp").put("generation", 7);
                })))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "namespace", "uid"})
    void anObjectThatComesBackAsAnotherIsRefused(String field) {
        var webhook = Hook.that(object -> {
            if (object.at("/metadata/name").asText().equals("t1")) {
                object.withObject("/metadata").put(field, "other");
            }
        });
        assertThat(ConversionTrial.observe(TWO, things("{}", "{}"), webhook))
                .containsExactly(new ConversionBreaksMetadata(
                        "asked for version v2 it alters metadata.%s of shop/t1 (1 of 2 objects tried)"
                                .formatted(field)));
    }

    @Test
    void anObjectInAnotherVersionThanAskedForIsRefused() {
        assertThat(ConversionTrial.observe(TWO, things("{}"), Hook.that(object -> object.put("apiVersion", "no/v7"))))
                .singleElement()
                .satisfies(one -> assertThat(one.detail()).contains("alters apiVersion of shop/t0"));
    }

    @Test
    void anObjectMoreOrLessIsRefused() {
        Converter forgetful = (_, _, objects) -> new Converter.Converted.Answered(List.copyOf(objects.subList(1, 2)));
        assertThat(ConversionTrial.observe(TWO, things("{}", "{}"), forgetful))
                .containsExactly(new ConversionBreaksMetadata("asked for 2 objects in version v2 it answers 1"));
    }

    @Test
    void aWebhookThatGivesNoAnswerIsAskedOnceAndNeverTakenAsLossless() {
        Crd three =
                crd(WEBHOOK, version("v1", true, FIELDS), version("v2", false, FIELDS), version("v3", false, FIELDS));
        var asked = new ArrayList<String>();
        Converter silent = (_, version, _) -> {
            asked.add(version);
            return new Converter.Converted.Unasked("nobody answers");
        };
        assertThat(ConversionTrial.observe(three, things("{}"), silent))
                .containsExactly(new ConversionUnasked("nobody answers"));
        assertThat(asked).containsExactly("v2");
    }

    @Test
    void aWebhookThatFailsForOneVersionIsAskedForTheOthers() {
        Crd three =
                crd(WEBHOOK, version("v1", true, FIELDS), version("v2", false, FIELDS), version("v3", false, FIELDS));
        Hook lossy = Hook.that(object -> spec(object).remove("a"));
        Converter failing = (live, version, objects) -> version.equals("v2")
                ? new Converter.Converted.Failed("it failed")
                : lossy.convert(live, version, objects);
        assertThat(ConversionTrial.observe(three, things("{a: x}"), failing))
                .hasSize(2)
                .contains(new ConversionUnasked("it failed"))
                .last()
                .satisfies(one -> assertThat(one.detail()).contains("after v1, v3 and v1 again"));
    }

    @Test
    void manyFieldsAreCountedAfterTheFirstTwenty() {
        String keys = String.join(
                ", ",
                Stream.iterate(0, key -> key + 1)
                        .limit(25)
                        .map(key -> "k%02d: {type: string}".formatted(key))
                        .toList());
        Crd wide = crd(WEBHOOK, version("v1", true, "{%s}".formatted(keys)), version("v2", false, "{}"));
        List<Observation> seen = ConversionTrial.observe(
                wide, things("{%s}".formatted(keys.replace("{type: string}", "x"))), Hook.that(_ -> {}));
        assertThat(seen).hasSize(21);
        assertThat(seen.getLast().detail()).isEqualTo("5 more fields differ by way of v2");
    }

    @Test
    void nobodyIsAskedWhereNothingIsConverted() {
        var webhook = Hook.that(_ -> {});
        for (Crd crd : List.of(
                crd("{strategy: None}", version("v1", true, FIELDS), version("v2", false, FIELDS)),
                crd(WEBHOOK, version("v1", true, FIELDS)))) {
            assertThat(ConversionTrial.concerns(crd)).isFalse();
            assertThat(ConversionTrial.observe(crd, things("{}"), webhook)).isEmpty();
        }
        assertThat(ConversionTrial.observe(TWO, List.of(), webhook)).isEmpty();
        assertThat(webhook.asked).isEmpty();
    }

    private static ObjectNode spec(ObjectNode object) {
        return object.withObject("/spec");
    }

    private static List<ObjectNode> things(String... specs) {
        List<ObjectNode> things = Arrays.stream(specs).map(Json::thing).toList();
        for (int number = 0; number < things.size(); number++) {
            things.get(number).withObject("/metadata").put("name", "t" + number);
        }
        return things;
    }

    private static String version(String name, boolean stored, String fields) {
        return """
                    {name: %s, served: true, storage: %s, schema: {openAPIV3Schema: {type: object, properties: {
                      spec: {type: object, properties: %s}, status: {type: object}}}}}
                """.formatted(name, stored, fields).strip();
    }

    private static Crd crd(String conversion, String... versions) {
        return ((CrdResult.Parsed) Crd.parse(Json.of("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: things.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {plural: things, kind: Thing}
                  conversion: %s
                  versions: [%s]
                """.formatted(conversion, String.join(", ", versions))))).crd();
    }

    /// Does the same to every object that it converts.
    private record Hook(Consumer<ObjectNode> change, List<String> asked) implements Converter {
        static Hook that(Consumer<ObjectNode> change) {
            return new Hook(change, new ArrayList<>());
        }

        @Override
        public Converted convert(Crd live, String version, List<ObjectNode> objects) {
            asked.add(version);
            List<JsonNode> answers = new ArrayList<>();
            for (ObjectNode object : objects) {
                ObjectNode copy = object.deepCopy().put("apiVersion", "example.com/" + version);
                change.accept(copy);
                answers.add(copy);
            }
            return new Converted.Answered(answers);
        }
    }
}
