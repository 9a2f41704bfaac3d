package io.kspec.lifecycle.crd.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.Observation.ConversionBreaksMetadata;
import io.kspec.lifecycle.crd.Observation.ConversionUnasked;
import io.kspec.lifecycle.crd.object.schema.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Takes stored objects to every other served version and back through the webhook that is installed, and does
/// between what the API server does: it gives back all metadata but labels and annotations, prunes and fills in
/// defaults.
///
/// **Answers** what is not as it was at the end, what the API server would refuse, and why nothing is known where the
/// webhook gave no objects; one that is silent is not asked again. Nothing where nothing is converted. Never throws.
/// **Cost** two reviews for each other served version, in which all objects go together.
public final class ConversionTrial {
    private static final List<String> KEPT = List.of("labels", "annotations");
    private static final List<String> IDENTITY =
            List.of("/metadata/name", "/metadata/namespace", "/metadata/uid", "/kind");

    private final Crd live;
    private final VersionSchema stored;
    private final Converter webhook;

    private ConversionTrial(Crd live, VersionSchema stored, Converter webhook) {
        this.live = live;
        this.stored = stored;
        this.webhook = webhook;
    }

    /// Whether a webhook converts objects of this definition at all.
    public static boolean concerns(Crd live) {
        return live.conversion().byWebhook()
                && live.storage().isPresent()
                && !others(live).isEmpty();
    }

    /// What the webhook makes of some objects.
    ///
    /// @param objects as they are read in the version they are stored in
    public static List<Observation> observe(Crd live, List<ObjectNode> objects, Converter webhook) {
        return concerns(live) && !objects.isEmpty()
                ? live.storage().stream()
                        .map(version -> VersionSchema.of(version.json()))
                        .flatMap(version -> new ConversionTrial(live, version, webhook).all(objects).stream())
                        .toList()
                : List.of();
    }

    private static List<CrdVersion> others(Crd live) {
        return live.versions().stream()
                .filter(version -> version.served() && !version.storage())
                .toList();
    }

    private List<Observation> all(List<ObjectNode> objects) {
        List<ObjectNode> start = objects.stream().map(one -> shown(stored, one)).toList();
        var seen = new ArrayList<Observation>();
        for (CrdVersion other : others(live)) {
            switch (through(VersionSchema.of(other.json()), start)) {
                case Leg.Taken(List<ObjectNode> back) -> seen.addAll(losses(other.name(), start, back));
                case Leg.Ended(Observation why) -> seen.add(why);
                case Leg.Silent(Observation why) -> {
                    seen.add(why);
                    return seen;
                }
            }
        }
        return seen;
    }

    private Leg through(VersionSchema other, List<ObjectNode> start) {
        return switch (leg(start, other)) {
            case Leg.Taken(List<ObjectNode> there) -> leg(there, stored);
            case Leg.Ended ended -> ended;
            case Leg.Silent silent -> silent;
        };
    }

    private List<Observation> losses(String other, List<ObjectNode> start, List<ObjectNode> back) {
        var losses = new ConversionLosses(
                stored.name(), other, live.version(stored.name()).flatMap(CrdVersion::schema));
        for (int position = 0; position < start.size(); position++) {
            losses.compare(start.get(position), back.get(position));
        }
        return losses.observations();
    }

    /// One direction.
    private sealed interface Leg {
        record Taken(List<ObjectNode> objects) implements Leg {}

        record Ended(Observation why) implements Leg {}

        record Silent(Observation why) implements Leg {}
    }

    private Leg leg(List<ObjectNode> objects, VersionSchema to) {
        return switch (webhook.convert(live, to.name(), objects)) {
            case Converter.Converted.Unasked(String why) -> new Leg.Silent(new ConversionUnasked(why));
            case Converter.Converted.Failed(String why) -> new Leg.Ended(new ConversionUnasked(why));
            case Converter.Converted.Answered(List<JsonNode> answers) ->
                refused(objects, answers, to)
                        .<Leg>map(Leg.Ended::new)
                        .orElseGet(() -> new Leg.Taken(IntStream.range(0, objects.size())
                                .mapToObj(at -> shown(to, restored(objects.get(at), answers.get(at))))
                                .toList()));
        };
    }

    /// What the API server takes from no webhook.
    private Optional<Observation> refused(List<ObjectNode> objects, List<JsonNode> answers, VersionSchema to) {
        if (objects.size() != answers.size()) {
            return Optional.of(new ConversionBreaksMetadata("asked for %d objects in version %s it answers %d"
                    .formatted(objects.size(), to.name(), answers.size())));
        }
        List<String> altered = IntStream.range(0, objects.size())
                .boxed()
                .flatMap(at -> altered(objects.get(at), answers.get(at), to).stream())
                .toList();
        return altered.isEmpty()
                ? Optional.empty()
                : Optional.of(new ConversionBreaksMetadata("asked for version %s it alters %s (%d of %d objects tried)"
                        .formatted(to.name(), altered.getFirst(), altered.size(), objects.size())));
    }

    private Optional<String> altered(ObjectNode object, JsonNode answer, VersionSchema to) {
        Optional<String> place = IDENTITY.stream()
                .filter(one -> !object.at(one).asText("").equals(answer.at(one).asText("")))
                .findFirst();
        boolean asked = answer.path("apiVersion").asText("").equals(live.group() + "/" + to.name());
        return place.or(() -> asked ? Optional.empty() : Optional.of("/apiVersion"))
                .map(one -> "%s of %s"
                        .formatted(
                                one.substring(1).replace('/', '.'),
                                ObjectRef.of("", object).display()));
    }

    private static ObjectNode restored(ObjectNode object, JsonNode answer) {
        ObjectNode whole = object.objectNode();
        answer.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
        ObjectNode metadata = whole.putObject("metadata");
        object.path("metadata").properties().forEach(field -> metadata.set(field.getKey(), field.getValue()));
        for (String kept : KEPT) {
            JsonNode answered = answer.path("metadata").path(kept);
            metadata.remove(kept);
            if (answered.isObject()) {
                metadata.set(kept, answered);
            }
        }
        return whole;
    }

    private static ObjectNode shown(VersionSchema version, ObjectNode object) {
        return Reading.of(version.schema(), object).object();
    }
}
