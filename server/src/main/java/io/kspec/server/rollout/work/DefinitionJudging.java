package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Answer.Done;
import io.kspec.kube.call.Answer.Refused;
import io.kspec.kube.call.Call;
import io.kspec.kube.customresource.ClusterObjects;
import io.kspec.kube.customresource.CustomResources;
import io.kspec.kube.customresource.WalkLimits;
import io.kspec.kube.definition.Applied;
import io.kspec.kube.definition.Definitions;
import io.kspec.kube.health.InstalledConversions;
import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdComparison;
import io.kspec.lifecycle.crd.CrdResult;
import io.kspec.lifecycle.crd.Surroundings;
import io.kspec.lifecycle.crd.object.Weighed;
import io.kspec.lifecycle.crd.object.Weighing;
import io.kspec.lifecycle.crd.object.schema.Ratcheting;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.server.release.Rendering;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Judges the definitions that a chart brings by those that are live in a cluster, by the custom resources that are
/// stored there, by what installed webhooks convert some of those to, and by the rest of the chart. Changes nothing.
@Singleton
final class DefinitionJudging {
    /// For each definition: what planning may read, and how long. What lies beyond counts as used.
    private static final WalkLimits LIMITS = new WalkLimits(1024L * 1024 * 1024, Duration.ofMinutes(5));

    private final Clock clock;

    @Inject
    DefinitionJudging(Clock clock) {
        this.clock = clock;
    }

    /// What the definitions came to in one cluster.
    sealed interface Judged {
        record Good(DefinitionNotes notes) implements Judged {}

        record Stopped(Answer why) implements Judged {}
    }

    Judged judge(Site site, Rendering.Rendered chart) {
        return switch (minor(site)) {
            case Reading.Unknown<Integer>(Failure why) -> new Judged.Stopped(new Answer.Unavailable(why.sentence()));
            case Reading.Known<Integer>(Integer minor) ->
                judge(site, chart.crds(), ChartSurroundings.of(site, chart, minor));
        };
    }

    private Judged judge(Site site, List<JsonNode> definitions, ChartSurroundings chart) {
        var notes = new DefinitionNotes(site.connection().clusterName());
        for (JsonNode definition : definitions) {
            Optional<Answer> stopped = one(site, definition, chart, notes);
            if (stopped.isPresent()) {
                return new Judged.Stopped(stopped.get());
            }
        }
        return notes.impossible()
                .<Judged>map(why -> new Judged.Stopped(new Answer.Refused("CRD_INCOMPATIBLE: " + why)))
                .orElseGet(() -> new Judged.Good(notes));
    }

    private static Reading<Integer> minor(Site site) {
        return switch (site.calls().send(Call.get("/version"))) {
            case Refused refused -> new Reading.Unknown<>(refused.why());
            case Done done -> {
                String digits = done.json().path("minor").asText("").replaceAll("\\D.*", "");
                yield digits.isEmpty() || digits.length() > 3
                        ? new Reading.Unknown<>(new Failure.ServerError("/version", "something that names no version"))
                        : new Reading.Known<>(Integer.valueOf(digits));
            }
        };
    }

    private Optional<Answer> one(Site site, JsonNode definition, ChartSurroundings chart, DefinitionNotes notes) {
        String name = Renderings.name(definition);
        if (!(Crd.parse(definition) instanceof CrdResult.Parsed(Crd next))) {
            return Optional.of(new Answer.Refused("%s of the chart cannot be read.".formatted(name)));
        }
        return switch (new Definitions(site.calls()).read(name)) {
            case Reading.Unknown<Optional<ObjectNode>>(Failure why) ->
                Optional.of(new Answer.Unavailable(why.sentence()));
            case Reading.Known<Optional<ObjectNode>>(Optional<ObjectNode> found) ->
                tried(site, found, (ObjectNode) definition, notes).or(() -> compared(site, found, next, chart, notes));
        };
    }

    /// Asks the API server in a dry run: what it refuses nobody can consent to.
    private static Optional<Answer> tried(
            Site site, Optional<ObjectNode> found, ObjectNode definition, DefinitionNotes notes) {
        return switch (DefinitionApplying.tryOut(site, found, definition)) {
            case Applied.Done _ -> Optional.empty();
            case Applied.Refused(Failure why) -> refused(definition, why, notes);
            case Applied.Claimed claimed -> refused(definition, claimed.why(), notes);
            case Applied.Unanswered(Failure why) -> Optional.of(new Answer.Unavailable(why.sentence()));
        };
    }

    private static Optional<Answer> refused(ObjectNode definition, Failure why, DefinitionNotes notes) {
        notes.refuse("%s would not be taken: %s".formatted(Renderings.name(definition), why.sentence()));
        return Optional.empty();
    }

    private Optional<Answer> compared(
            Site site, Optional<ObjectNode> found, Crd next, ChartSurroundings chart, DefinitionNotes notes) {
        return found.map(live -> changed(site, live, next, chart, notes)).orElseGet(() -> {
            notes.add(Weighed.unasked(CrdComparison.compare(Optional.empty(), next, chart.around(next))));
            return Optional.empty();
        });
    }

    private Optional<Answer> changed(
            Site site, ObjectNode found, Crd next, ChartSurroundings chart, DefinitionNotes notes) {
        if (!(Crd.parse(found) instanceof CrdResult.Parsed(Crd live))) {
            return Optional.of(new Answer.Refused("%s cannot be read as it is live on %s."
                    .formatted(next.name(), site.connection().clusterName())));
        }
        var conversions =
                new InstalledConversions(site.calls(), site.connection().pace());
        Surroundings around = chart.around(next).with(conversions.about(live));
        Comparison comparison = CrdComparison.compare(Optional.of(live), next, around);
        Weighed weighed = Weighing.weigh(comparison, live, next, objects(site, chart.minor()), clock.instant());
        Optional<Failure> silent = weighed.gaps().stream()
                .filter(Failure.Unreachable.class::isInstance)
                .findFirst();
        if (silent.isEmpty()) {
            notes.add(weighed);
        }
        return silent.map(why -> new Answer.Unavailable(why.sentence()));
    }

    private ClusterObjects objects(Site site, int minor) {
        return new ClusterObjects(
                site.connection().clusterName(),
                Ratcheting.ofMinor(minor),
                new CustomResources(site.calls(), site.connection().pace(), LIMITS),
                clock);
    }
}
