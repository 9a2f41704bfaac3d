package io.kspec.lifecycle.crd.object.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What holds for every schema and every object.
final class SchemaPropertiesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Property(tries = 500)
    void pruningTwiceIsPruningOnce(@ForAll long seed) {
        Case one = Case.of(seed);
        ObjectNode once = Pruning.prune(one.schema(), one.object()).object();
        assertThat(Pruning.prune(one.schema(), once).object()).isEqualTo(once);
        assertThat(Pruning.prune(one.schema(), once).lost()).isEmpty();
    }

    @Property(tries = 500)
    void fillingInTwiceIsFillingInOnce(@ForAll long seed) {
        Case one = Case.of(seed);
        ObjectNode once = Defaulting.fill(one.schema(), one.object()).object();
        assertThat(Defaulting.fill(one.schema(), once).object()).isEqualTo(once);
    }

    @Property(tries = 500)
    void whatIsReadIsReadTheSameAgain(@ForAll long seed) {
        Case one = Case.of(seed);
        ObjectNode once = Reading.of(one.schema(), one.object()).object();
        assertThat(Reading.of(one.schema(), once).object()).isEqualTo(once);
    }

    @Property(tries = 500)
    void aValidObjectStaysValidWhenItIsRead(@ForAll long seed) {
        Case one = Case.of(seed);
        ObjectNode once = Reading.of(one.schema(), one.object()).object();
        if (Validation.create(one.schema(), once).accepted()) {
            ObjectNode twice = Reading.of(one.schema(), once).object();
            assertThat(Validation.create(one.schema(), twice).accepted()).isTrue();
        }
    }

    @Property(tries = 500)
    void forgivingNeverFindsMore(@ForAll long seed) {
        Case one = Case.of(seed);
        ObjectNode old = Reading.of(one.schema(), one.object()).object();
        ObjectNode now = Reading.of(one.schema(), one.changed()).object();
        Checked strict = Validation.update(one.schema(), old, now, Ratcheting.OFF);
        Checked forgiving = Validation.update(one.schema(), old, now, Ratcheting.ON);
        if (!strict.rulesSkipped()) {
            assertThat(new HashSet<>(strict.errors())).containsAll(forgiving.errors());
        }
        assertThat(!strict.accepted() || forgiving.accepted()).isTrue();
    }

    @Property(tries = 2000)
    void anythingForASchemaIsReadWithoutThrowing(@ForAll long seed) {
        var source = new Random(seed);
        CompiledSchema schema = CompiledSchema.of(RandomSchemas.junk(source, 4));
        var random = new RandomObjects(source, 0);
        ObjectNode object = JSON.objectNode();
        object.set("spec", random.any(4));
        object.set("a", random.any(4));
        ObjectNode read = Reading.of(schema, object).object();
        Validation.update(schema, object, read, Ratcheting.ON);
        Validation.statusUpdate(schema, object, read, Ratcheting.ON);
        Validation.create(schema, read);
        Alternatives.below(schema, read, JsonPointer.compile("/spec"));
    }

    /// A schema, an object of it, and the same changed.
    record Case(CompiledSchema schema, ObjectNode object, ObjectNode changed) {
        static Case of(long seed) {
            var random = new Random(seed);
            ObjectNode declared = RandomSchemas.structure(random, 3, true);
            var objects = new RandomObjects(random, 30);
            ObjectNode object = JSON.objectNode();
            if (objects.of(declared) instanceof ObjectNode made) {
                object = made;
            }
            object.put("apiVersion", "example.com/v1")
                    .put("kind", "Thing")
                    .putObject("metadata")
                    .put("name", "a");
            ObjectNode changed = object.deepCopy();
            objects.change(changed, declared);
            return new Case(CompiledSchema.of(declared), object, changed);
        }
    }

    @Property(tries = 200)
    void aReadNeverAddsAndLosesTheSamePlace(@ForAll long seed) {
        Case one = Case.of(seed);
        Reading reading = Reading.of(one.schema(), one.object());
        JsonNode object = reading.object();
        assertThat(reading.filled())
                .allSatisfy(
                        place -> assertThat(object.at(place).isMissingNode()).isFalse());
        assertThat(reading.dropped()).noneMatch(reading.filled()::contains);
    }
}
