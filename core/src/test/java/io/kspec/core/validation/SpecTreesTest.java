package io.kspec.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.spec.ClusterSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SpecTreesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "1.30",
            "v1.x",
            "enforce",
            "*.example.com",
            "https://x",
            "kyverno-*",
            "[",
            "5m",
            "PT5M",
            "22:00",
            "2026-01-31T08:00:00Z",
            "securityContext.runAsNonRoot",
            "Europe/Berlin",
            "\u0000",
            "ß*/..",
            "- - - - -");

    @Property(tries = 1000)
    void noTreeMakesReadingOrValidationThrow(@ForAll("trees") JsonNode tree) {
        switch (SpecReading.of(tree, Specs.SPEC)) {
            case SpecReading.Read(ClusterSpec spec) ->
                assertThat(SpecValidation.of(spec)).isNotNull();
            case SpecReading.Unreadable(List<SpecProblem> problems) ->
                assertThat(problems).isNotEmpty();
        }
    }

    /// The API server of an old cluster drops what it does not know; the mapper alone must then still not fail later.
    @Property(tries = 1000)
    void noSpecThatJacksonReadsMakesValidationThrow(@ForAll("trees") JsonNode tree) {
        ClusterSpec spec;
        try {
            spec = Specs.JSON.treeToValue(tree, ClusterSpec.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException refused) {
            return;
        }
        if (spec != null) {
            SpecValidation validation = SpecValidation.of(spec);
            assertThat(validation.sound()).isEqualTo(validation.problems().isEmpty());
            assertThat(Enforcement.of(spec, List.of()).mode()).isEqualTo(spec.mode());
        }
    }

    /// Compared as written: an empty text says nothing and is left out.
    @Property(tries = 5000)
    void whatWasReadIsWrittenAndReadTheSame(@ForAll("trees") JsonNode tree) {
        if (SpecReading.of(tree, Specs.SPEC) instanceof SpecReading.Read(ClusterSpec spec)) {
            JsonNode written = Specs.JSON.valueToTree(spec);
            assertThat(SpecReading.of(written, Specs.SPEC))
                    .isInstanceOfSatisfying(
                            SpecReading.Read.class, again -> assertThat(Specs.JSON.<JsonNode>valueToTree(again.value()))
                                    .isEqualTo(written));
        }
    }

    /// Trees of the shape of a specification, some fields left out, some of another type, some misspelt.
    @Provide
    Arbitrary<JsonNode> trees() {
        return Arbitraries.longs().map(seed -> new Trees(new Random(seed)).of(ClusterSpec.class));
    }

    private record Trees(Random random) {
        JsonNode of(Type type) {
            return chance(60) ? anything() : shaped(type);
        }

        private JsonNode shaped(Type type) {
            if (type instanceof ParameterizedType generic) {
                Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
                return generic.getRawType() == Map.class ? JSON.objectNode().set(text(), of(element)) : list(element);
            }
            var plain = (Class<?>) type;
            if (plain.isRecord()) {
                return object(plain);
            }
            if (plain.isEnum()) {
                return JSON.textNode(word(plain));
            }
            if (plain == Boolean.class) {
                return JSON.booleanNode(random.nextBoolean());
            }
            if (plain == Integer.class) {
                return JSON.numberNode(random.nextInt(40));
            }
            return plain == String.class ? JSON.textNode(text()) : anything();
        }

        private ObjectNode object(Class<?> type) {
            var object = JSON.objectNode();
            for (RecordComponent component : type.getRecordComponents()) {
                if (chance(2)) {
                    String name = chance(200) ? component.getName() + "x" : component.getName();
                    object.set(name, of(component.getGenericType()));
                }
            }
            return object;
        }

        private ArrayNode list(Type element) {
            var list = JSON.arrayNode();
            for (int count = random.nextInt(3); count > 0; count--) {
                list.add(of(element));
            }
            return list;
        }

        private JsonNode anything() {
            return switch (random.nextInt(6)) {
                case 0 -> JSON.nullNode();
                case 1 -> JSON.textNode(text());
                case 2 -> JSON.numberNode(random.nextDouble());
                case 3 -> JSON.arrayNode().add(JSON.nullNode());
                case 4 -> JSON.objectNode().put("name", text());
                default -> JSON.booleanNode(true);
            };
        }

        private String text() {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }

        private String word(Class<?> type) {
            var constants = type.getEnumConstants();
            String name = ((Enum<?>) constants[random.nextInt(constants.length)]).name();
            try {
                return type.getField(name).getAnnotation(JsonProperty.class).value();
            } catch (NoSuchFieldException impossible) {
                throw new AssertionError(impossible);
            }
        }

        /// Once in `times`.
        private boolean chance(int times) {
            return random.nextInt(times) == 0;
        }
    }
}
