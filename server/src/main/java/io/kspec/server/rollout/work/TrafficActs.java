package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.Call;
import io.kspec.kube.traffic.ColourRemoval;
import io.kspec.kube.traffic.OwnedObject;
import io.kspec.kube.traffic.PointedWebhook;
import io.kspec.kube.traffic.Removal;
import io.kspec.kube.traffic.Traffic;
import io.kspec.kube.traffic.Turned;
import io.kspec.kube.write.ObjectKind;
import io.kspec.lifecycle.health.Baseline;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Colours;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.server.release.ReleaseName;
import io.kspec.server.rollout.work.ColourStore.Colour;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Moves an operator's traffic from one colour to the other and back. At every moment each webhook is asked at a
/// colour that answers, so that no write is refused by the move.
@Singleton
final class TrafficActs {
    static final Answer FENCED = new Answer.Unavailable("The cluster is another's now.");

    /// Who holds configurations that a release held back. Not who points webhooks: that one demands single fields.
    private static final String MANAGER = "kspec-colours";

    private static final int LOOKS = 3;

    private final ColourStore colours;
    private final HealthActs health;
    private final ReleaseActs releases;

    @Inject
    TrafficActs(ColourStore colours, HealthActs health, ReleaseActs releases) {
        this.colours = colours;
        this.health = health;
        this.releases = releases;
    }

    /// To the new colour: its own configurations are registered first, then what was asked at the old one is asked
    /// at the new one. What is pointed is kept before it is.
    Answer toNext(Site site, ColourPair pair) {
        Colours homes = pair.homes();
        Baseline baseline = baseline(site);
        if (!(looked(site, homes.next(), baseline) instanceof Answer.Checked(HealthReading reading))) {
            return new Answer.Unavailable("The health of %s cannot be read.".formatted(homes.next()));
        }
        if (!asGood(reading, baseline)) {
            String why = "traffic stays in %s, because %s is not healthy: %s"
                    .formatted(homes.active(), homes.next(), reading.sentence());
            return reading.failed() ? new Answer.Refused(why) : new Answer.Unavailable(why);
        }
        Traffic traffic = new Traffic(site.calls());
        return switch (traffic.find(
                pair.moves(colours.find(site.colour(homes.next())).heldBack()))) {
            case Reading.Unknown<List<PointedWebhook>>(Failure why) -> ReleaseActs.failed(why);
            case Reading.Known<List<PointedWebhook>>(List<PointedWebhook> found) -> {
                ColourStore.Key left = site.colour(homes.active());
                Colour before = colours.find(left);
                List<PointedWebhook> pointed = merged(before.pointed(), found);
                colours.keep(left, before.pointing(pointed));
                yield inOrder(
                        site,
                        List.of(
                                () -> registered(site, homes.next()),
                                () -> turned(traffic.point(pointed)),
                                () -> health.rehearsed(site, homes.next()),
                                () -> told(site, homes.next())));
            }
        };
    }

    /// Only what fails three times in a row fails: a webhook's first answer may take longer than it is given.
    private Answer looked(Site site, String namespace, Baseline baseline) {
        Answer seen = health.withoutTraffic(site, namespace, baseline);
        for (int look = 1; look < LOOKS && seen instanceof Answer.Checked(var reading) && reading.failed(); look++) {
            seen = health.withoutTraffic(site, namespace, baseline);
        }
        return seen;
    }

    /// Back to the old colour, once that one answers again.
    Answer back(Site site, Colours homes) {
        Baseline baseline = baseline(site);
        if (!(health.ready(site, homes.active(), baseline) instanceof Answer.Checked(HealthReading reading))
                || !asGood(reading, baseline)) {
            return new Answer.Unavailable(
                    "%s does not answer yet; traffic waits for it in %s.".formatted(homes.active(), homes.next()));
        }
        ColourStore.Key key = site.colour(homes.active());
        Traffic traffic = new Traffic(site.calls());
        return inOrder(
                site,
                List.of(
                        () -> registered(site, homes.active()),
                        () -> turned(traffic.pointBack(colours.find(key).pointed())),
                        () -> unregistered(site, homes.next()),
                        () -> health.rehearsed(site, homes.active()),
                        () -> {
                            colours.keep(key, colours.find(key).pointing(List.of()));
                            return told(site, homes.active());
                        }));
    }

    /// Removes a colour that has no traffic, its release last. Definitions and custom resources stay.
    Answer remove(Site site, Command.RemoveColour remove) {
        if (site.release(Optional.empty()).namespace().equals(remove.namespace())) {
            return new Answer.Refused("%s has the traffic, and stays.".formatted(remove.namespace()));
        }
        return inOrder(
                site,
                List.of(
                        () -> health.rehearsed(site, remove.namespace()),
                        () -> unregistered(site, remove.namespace()),
                        () -> Optional.of(releases.removed(site, remove.namespace()))
                                .filter(answer -> !(answer instanceof Answer.Done)),
                        () -> {
                            colours.forget(site.colour(remove.namespace()));
                            return Optional.empty();
                        }));
    }

    private static Baseline baseline(Site site) {
        return site.rollout()
                .row(site.connection().clusterName())
                .map(row -> row.checks().baseline())
                .orElse(Baseline.NONE);
    }

    /// As good as before the rollout is good enough.
    private static boolean asGood(HealthReading reading, Baseline baseline) {
        return reading.passed()
                || (reading.failed()
                        && !reading.failing().isEmpty()
                        && baseline.failing().containsAll(reading.failing()));
    }

    /// Does one after the other until one answers, and asks the fence before each.
    private static Answer inOrder(Site site, List<Supplier<Optional<Answer>>> steps) {
        for (Supplier<Optional<Answer>> step : steps) {
            Optional<Answer> stopped = site.fence().holds() ? step.get() : Optional.of(FENCED);
            if (stopped.isPresent()) {
                return stopped.get();
            }
        }
        return new Answer.Done();
    }

    /// What an earlier delivery found stays: it has been pointed by now, and is not found any more.
    private static List<PointedWebhook> merged(List<PointedWebhook> before, List<PointedWebhook> found) {
        Function<PointedWebhook, List<Object>> key = each -> List.of(each.kind(), each.object(), each.webhook());
        Map<List<Object>, PointedWebhook> all = new LinkedHashMap<>();
        before.forEach(each -> all.put(key.apply(each), each));
        found.forEach(each -> all.put(key.apply(each), each));
        return List.copyOf(all.values());
    }

    private static Optional<Answer> turned(Turned turned) {
        return switch (turned) {
            case Turned.Done() -> Optional.empty();
            case Turned.Stopped(Failure why) -> Optional.of(ReleaseActs.failed(why));
        };
    }

    private Optional<Answer> told(Site site, String namespace) {
        releases.runs(site, namespace);
        return Optional.empty();
    }

    /// Applies what the colour's release held back, marked as the release's, so that Helm may take it over.
    private Optional<Answer> registered(Site site, String namespace) {
        ReleaseName release = site.release(Optional.of(namespace));
        for (JsonNode object : colours.find(site.colour(namespace)).heldBack()) {
            ObjectNode marked = object.deepCopy();
            marked.withObject("/metadata/labels").put("app.kubernetes.io/managed-by", "Helm");
            marked.withObject("/metadata/annotations")
                    .put("meta.helm.sh/release-name", release.name())
                    .put("meta.helm.sh/release-namespace", release.namespace());
            Call call = Call.apply(owned(object).path(), marked, MANAGER, true, false);
            if (site.calls().send(call) instanceof io.kspec.kube.call.Answer.Refused refused) {
                return Optional.of(ReleaseActs.failed(refused.why()));
            }
        }
        return Optional.empty();
    }

    private Optional<Answer> unregistered(Site site, String namespace) {
        ReleaseName release = site.release(Optional.of(namespace));
        List<OwnedObject> objects = colours.find(site.colour(namespace)).heldBack().stream()
                .map(TrafficActs::owned)
                .toList();
        return new ColourRemoval(site.calls(), release.name(), release.namespace())
                .remove(objects).stream()
                        .filter(Removal.Refused.class::isInstance)
                        .map(Removal.Refused.class::cast)
                        .findFirst()
                        .map(refused -> ReleaseActs.failed(refused.why()));
    }

    private static OwnedObject owned(JsonNode configuration) {
        ObjectKind kind = configuration.path("kind").asText().equals("MutatingWebhookConfiguration")
                ? ObjectKind.MUTATING_WEBHOOK_CONFIGURATION
                : ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION;
        return new OwnedObject(kind, "", Renderings.name(configuration));
    }
}
