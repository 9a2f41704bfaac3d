package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Colours;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.server.release.Rendering;
import io.kspec.server.rollout.work.RevisionStore.Installable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Judges whether two colours can stand side by side, before anything is changed.
@Singleton
final class ColourPlanning {
    /// For whoever plans: what no chart says.
    static final String TWO_AT_WORK =
            "Both colours look after the same custom resources until traffic has moved: the chart must elect one leader"
                    + " across namespaces, or the new colour's values must select nothing.";

    private final Renderings renderings;

    @Inject
    ColourPlanning(Renderings renderings) {
        this.renderings = renderings;
    }

    /// Where the traffic goes today, when it shall move.
    static Optional<String> active(Site site, Optional<Revision> installed) {
        return site.rollout().order().strategy() instanceof Strategy.BlueGreen
                ? installed.map(_ -> site.release(Optional.empty()).namespace())
                : Optional.empty();
    }

    /// Why it cannot be; empty when it can, and when there is nothing to stand beside.
    Optional<Answer> objection(Site site, Optional<Revision> installed, Installable target) {
        Optional<String> active = active(site, installed);
        if (active.isEmpty() || !(site.rollout().order().strategy() instanceof Strategy.BlueGreen blueGreen)) {
            return Optional.empty();
        }
        Colours homes = Colours.from(active.get(), blueGreen);
        Rendering blue =
                renderings.of(installed.orElseThrow(), site.release(Optional.of(homes.active())), Optional.empty());
        Rendering green = renderings.of(target, site.release(Optional.of(homes.next())), Optional.empty());
        return switch (blue) {
            case Rendering.Refused(Failure why) -> Optional.of(new Answer.Refused(why.sentence()));
            case Rendering.Rendered running ->
                switch (green) {
                    case Rendering.Refused(Failure why) -> Optional.of(new Answer.Refused(why.sentence()));
                    case Rendering.Rendered wanted -> objection(site, new ColourPair(homes, running, wanted));
                };
        };
    }

    private static Optional<Answer> objection(Site site, ColourPair pair) {
        List<JsonNode> objects = Stream.concat(pair.active().objects().stream(), pair.next().objects().stream())
                .toList();
        return switch (Scopes.of(site.calls(), objects)) {
            case Reading.Unknown<Predicate<JsonNode>>(Failure why) -> Optional.of(ReleaseActs.failed(why));
            case Reading.Known<Predicate<JsonNode>>(Predicate<JsonNode> clusterScoped) ->
                pair.objection(clusterScoped)
                        .map(why -> new Answer.Refused(
                                "%s: %s".formatted(site.connection().clusterName(), why)));
        };
    }
}
