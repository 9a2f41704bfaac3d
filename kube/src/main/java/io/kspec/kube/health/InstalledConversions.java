package io.kspec.kube.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.customresource.CustomResources;
import io.kspec.kube.customresource.StoredKind;
import io.kspec.kube.customresource.Visitor;
import io.kspec.kube.customresource.Walk;
import io.kspec.kube.customresource.WalkLimits;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.Observation.ConversionUnasked;
import io.kspec.lifecycle.crd.object.ConversionTrial;
import io.kspec.lifecycle.crd.object.ObjectSample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Shows the conversion webhooks that are installed in a cluster some of the objects that are stored there.
///
/// Objects are read in the version they are stored in: in another one the API server would convert them itself, and
/// refuse them. They go to the webhook as the API server sends them, through its proxy, and nothing is written. What
/// cannot be read or asked is an observation too.
public final class InstalledConversions {
    /// How many objects of a definition are tried.
    private static final int MOST = 20;

    /// What may be read to choose them from; what lies beyond is not chosen from.
    private static final WalkLimits LIMITS = new WalkLimits(64L * 1024 * 1024, Duration.ofSeconds(30));

    private final CustomResources resources;
    private final ConversionWebhook webhook;

    /// Those of one cluster.
    ///
    /// @param calls with the patience for one review, and for one page of objects
    /// @param pace  of reading custom resources
    public InstalledConversions(ApiCalls calls, RequestPace pace) {
        this.resources = new CustomResources(calls, pace, LIMITS);
        this.webhook = new ConversionWebhook(calls);
    }

    /// What the webhook of a definition makes of its objects; nothing where none is converted.
    ///
    /// @param live the definition as it is there
    public List<Observation> about(Crd live) {
        if (!ConversionTrial.concerns(live)) {
            return List.of();
        }
        Optional<StoredKind> kind =
                live.storage().map(CrdVersion::name).flatMap(name -> StoredKind.of(live.json(), name));
        return kind.map(stored -> tried(live, stored))
                .orElseGet(() -> unasked("the version that objects are stored in is not served"));
    }

    private List<Observation> tried(Crd live, StoredKind kind) {
        var chosen = new Chosen();
        return switch (resources.walk(kind, chosen)) {
            case Walk.Complete _ -> ConversionTrial.observe(live, chosen.sample.objects(), webhook);
            case Walk.Partial partial -> {
                List<ObjectNode> seen = chosen.sample.objects();
                yield seen.isEmpty()
                        ? unread(live, partial.gaps().getFirst())
                        : ConversionTrial.observe(live, seen, webhook);
            }
            case Walk.Unread unread -> unread(live, unread.why());
        };
    }

    private static List<Observation> unread(Crd live, Failure why) {
        return unasked("no object of %s could be read to try, %s".formatted(live.name(), why.what()));
    }

    private static List<Observation> unasked(String why) {
        return List.of(new ConversionUnasked(why));
    }

    private static final class Chosen implements Visitor {
        private ObjectSample sample = new ObjectSample(MOST);

        @Override
        public void begin() {
            sample = new ObjectSample(MOST);
        }

        @Override
        public void visit(ObjectNode object) {
            sample.add(object);
        }
    }
}
