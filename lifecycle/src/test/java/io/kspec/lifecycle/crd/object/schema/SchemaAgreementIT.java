package io.kspec.lifecycle.crd.object.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.lifecycle.crd.object.Outcome;
import io.kspec.lifecycle.crd.object.Simulated;
import io.kspec.lifecycle.crd.object.Simulation;
import io.kspec.lifecycle.crd.object.VersionSchema;
import io.kspec.lifecycle.inventory.CanonicalHash;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine says of objects what a real API server says: what is read, what is refused and where, what an update is
/// forgiven. Each file of `agreement` holds a schema before and after a change; objects are made by chance from a
/// seed that is printed.
@ApiServer
final class SchemaAgreementIT {
    private static final int OBJECTS = Integer.getInteger("kspec.agreement.objects", 40);
    private static final int UPDATES = 3;
    private static final long SEED = Long.getLong("kspec.agreement.seed", 20_260_101);
    private static final Map<String, Integer> COUNTS = new ConcurrentSkipListMap<>();

    static Stream<String> pairs() {
        return Stream.of(
                "scalars",
                "defaults",
                "pruned",
                "lists",
                "branches",
                "int-or-string",
                "formats",
                "embedded",
                "maps",
                "required",
                "rules",
                "transitions",
                "nested-rules");
    }

    @AfterAll
    static void count() {
        System.out.println("agreement with the API server, seed %d: %s".formatted(SEED, COUNTS));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theEngineSaysWhatTheServerSays(String name, KubernetesClient client, @TestNamespace String namespace)
            throws IOException {
        JsonNode pair = pair(name);
        agrees(pair, new ServerSide(client, namespace, name, pair.path("status").asBoolean(false)), name);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void soItIsOfSchemasMadeByChance(int turn, KubernetesClient client, @TestNamespace String namespace) {
        String name = "made-" + turn;
        var random = new Random(SEED + turn);
        ObjectNode pair = JsonNodeFactory.instance.objectNode();
        pair.set("before", RandomSchemas.structure(random, 3, true));
        pair.set("after", RandomSchemas.structure(random, 3, true));
        agrees(pair, new ServerSide(client, namespace, name, false), name);
    }

    private static void agrees(JsonNode pair, ServerSide server, String name) {
        var disagreements = new ArrayList<String>();
        try {
            JsonNode before = server.serve(pair.path("before"));
            server.awaitServed();
            creates(server, before, name, disagreements);
            store(server, before, name);
            List<ObjectNode> seen = server.list();
            JsonNode after = server.serve(pair.path("after"));
            server.awaitServed();
            creates(server, after, name, disagreements);
            updates(server, after, name, disagreements);
            Simulation change = Simulation.of(version(before, server), version(after, server), Ratcheting.ON);
            seen.forEach(object -> foretold(server, change, object, disagreements));
        } finally {
            server.remove();
        }
        assertThat(disagreements).as("%s, seed %d", name, SEED).isEmpty();
    }

    private static void creates(ServerSide server, JsonNode declared, String name, List<String> disagreements) {
        CompiledSchema schema = CompiledSchema.of(declared);
        var random = new RandomObjects(new Random(SEED + name.hashCode()), 20);
        for (int number = 0; number < OBJECTS; number++) {
            ObjectNode object = server.object("create-" + number);
            object.setAll(withoutEnvelope((ObjectNode) objectOf(random, declared)));
            ServerSide.Answer theirs = server.create(object, true);
            ObjectNode stored = Reading.of(schema, object).object();
            if (server.hasStatus()) {
                stored.remove("status");
            }
            Checked ours = Validation.create(schema, stored);
            compare("create", object, theirs, ours, stored, disagreements);
        }
    }

    /// Objects that the schema of before takes.
    private static void store(ServerSide server, JsonNode declared, String name) {
        var random = new RandomObjects(new Random(SEED + 7L * name.hashCode()), 0);
        int stored = 0;
        for (int number = 0; number < 6 * OBJECTS && stored < OBJECTS; number++) {
            ObjectNode object = server.object("stored-" + number);
            object.setAll(withoutEnvelope((ObjectNode) objectOf(random, declared)));
            if (server.create(object, false).accepted()) {
                stored++;
            }
        }
    }

    private static void updates(ServerSide server, JsonNode declared, String name, List<String> disagreements) {
        CompiledSchema schema = CompiledSchema.of(declared);
        var random = new RandomObjects(new Random(SEED + 13L * name.hashCode()), 10);
        for (ObjectNode old : server.list()) {
            if (!isSame(Reading.of(schema, old).object(), old)) {
                disagreements.add("read of " + withoutEnvelope(old));
            }
            for (int number = 0; number <= UPDATES; number++) {
                ObjectNode changed = old.deepCopy();
                changed.withObject("/metadata/labels").put("touched", "yes");
                if (number > 0) {
                    random.change(changed, withoutMarker(declared));
                }
                update(server, schema, old, changed, disagreements);
                if (server.hasStatus()) {
                    updateStatus(server, schema, old, changed, disagreements);
                }
            }
        }
    }

    private static VersionSchema version(JsonNode declared, ServerSide server) {
        return new VersionSchema("v1", CompiledSchema.of(declared), server.hasStatus());
    }

    /// What the simulation said before the change is what the server does after it.
    private static void foretold(ServerSide server, Simulation change, ObjectNode seen, List<String> disagreements) {
        Simulated simulated = change.simulate("", seen);
        ObjectNode labelled = server.get(seen);
        labelled.withObject("/metadata/labels").put("touched", "again");
        ObjectNode anew =
                server.object("again-" + seen.path("metadata").path("name").asText(""));
        anew.setAll(withoutEnvelope(seen));
        boolean frozen = !server.update(labelled).accepted();
        boolean refused = !server.create(anew, true).accepted();
        count("foretold " + (frozen ? "frozen" : refused ? "unrecreatable" : "neither"));
        if (frozen != simulated.has(Outcome.Kind.FROZEN) || refused != simulated.has(Outcome.Kind.UNRECREATABLE)) {
            disagreements.add("%s: frozen %s, refused anew %s, foretold %s"
                    .formatted(withoutEnvelope(seen), frozen, refused, simulated.outcomes()));
        }
    }

    private static void update(
            ServerSide server, CompiledSchema schema, ObjectNode old, ObjectNode changed, List<String> disagreements) {
        ObjectNode now = Reading.of(schema, changed).object();
        if (server.hasStatus()) {
            now.remove("status");
            if (old.has("status")) {
                now.set("status", old.get("status"));
            }
        }
        Checked ours = Validation.update(schema, old, now, Ratcheting.ON);
        compare("update", changed, server.update(changed), ours, now, disagreements);
        count(
                ours.accepted()
                                && !Validation.update(schema, old, now, Ratcheting.OFF)
                                        .accepted()
                        ? "update forgiven"
                        : "update judged");
    }

    private static void updateStatus(
            ServerSide server, CompiledSchema schema, ObjectNode old, ObjectNode changed, List<String> disagreements) {
        ObjectNode now = old.deepCopy();
        now.remove("status");
        ObjectNode read = Reading.of(schema, changed).object();
        if (read.has("status")) {
            now.set("status", read.get("status"));
        }
        Checked ours = Validation.statusUpdate(schema, old, now, Ratcheting.ON);
        compare("status", changed, server.updateStatus(changed), ours, now, disagreements);
    }

    private static void compare(
            String what,
            ObjectNode asked,
            ServerSide.Answer theirs,
            Checked ours,
            ObjectNode stored,
            List<String> disagreements) {
        if (theirs.errors().stream().anyMatch(error -> error.startsWith(ServerSide.MALFORMED))) {
            count(what + " malformed, not judged");
            return;
        }
        count(what + (theirs.accepted() ? " accepted" : " refused"));
        var errors = new TreeSet<String>();
        ours.errors().forEach(error -> errors.add(place(error) + " " + REASONS.get(error.kind())));
        if (theirs.accepted() != ours.accepted() || !theirs.errors().equals(errors)) {
            disagreements.add("%s%n  asked  %s%n  theirs %s%n  ours   %s"
                    .formatted(what, withoutEnvelope(asked), theirs.errors(), ours.errors()));
        } else if (theirs.rulesSkipped() != ours.rulesSkipped()) {
            disagreements.add("%s %s: rules skipped %s, ours %s"
                    .formatted(what, withoutEnvelope(asked), theirs.rulesSkipped(), ours.rulesSkipped()));
        } else if (theirs.accepted() && !isSame(stored, (ObjectNode) theirs.object())) {
            disagreements.add("%s%n  asked  %s%n  theirs %s%n  ours   %s"
                    .formatted(
                            what,
                            withoutEnvelope(asked),
                            withoutEnvelope((ObjectNode) theirs.object()),
                            withoutEnvelope(stored)));
        }
    }

    private static final Map<SchemaError.Kind, String> REASONS = Map.of(
            SchemaError.Kind.INVALID, "FieldValueInvalid",
            SchemaError.Kind.REQUIRED, "FieldValueRequired",
            SchemaError.Kind.NOT_SUPPORTED, "FieldValueNotSupported",
            SchemaError.Kind.TOO_LONG, "FieldValueTooLong",
            SchemaError.Kind.TOO_MANY, "FieldValueTooMany",
            SchemaError.Kind.WRONG_TYPE, "FieldValueTypeInvalid",
            SchemaError.Kind.DUPLICATE, "FieldValueDuplicate",
            SchemaError.Kind.FORBIDDEN, "FieldValueForbidden",
            SchemaError.Kind.UNKNOWN, "Unknown");

    private static String place(SchemaError error) {
        return error.pointer().isEmpty() ? "" : error.pointer().substring(1);
    }

    private static JsonNode objectOf(RandomObjects random, JsonNode declared) {
        JsonNode made = random.of(withoutMarker(declared));
        return made.isObject() ? made : ((ObjectNode) declared).objectNode();
    }

    private static JsonNode withoutMarker(JsonNode declared) {
        ObjectNode copy = declared.deepCopy();
        copy.withObject("/properties").remove(Set.of("marker", "metadata"));
        return copy;
    }

    private static ObjectNode withoutEnvelope(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.remove(Set.of("apiVersion", "kind", "metadata"));
        return copy;
    }

    private static boolean isSame(ObjectNode one, ObjectNode other) {
        return CanonicalHash.of(withoutEnvelope(one)).equals(CanonicalHash.of(withoutEnvelope(other)));
    }

    private static void count(String what) {
        COUNTS.merge(what, 1, Integer::sum);
    }

    private static JsonNode pair(String name) throws IOException {
        try (InputStream file = SchemaAgreementIT.class.getResourceAsStream("/agreement/" + name + ".yaml")) {
            return Serialization.unmarshal(file, JsonNode.class);
        }
    }
}
