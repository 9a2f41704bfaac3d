package io.kspec.kube.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.customresource.CustomResources;
import io.kspec.kube.customresource.StoredKind;
import io.kspec.kube.customresource.Walk;
import io.kspec.kube.customresource.WalkLimits;
import io.kspec.kube.definition.Definitions;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at an operator's custom resources: what it observed, and what it says of them. All of them, or the evidence
/// is unread: of what was not seen nobody knows whether it fails.
final class CustomResourceProbe {
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private final ApiCalls calls;
    private final RequestPace pace;
    private final Duration patience;

    CustomResourceProbe(ApiCalls calls, RequestPace pace, Duration patience) {
        this.calls = calls;
        this.pace = pace;
        this.patience = patience;
    }

    Evidence probe(List<String> definitions, Optional<Evidence.CustomResources> before, Instant now) {
        var seen = new ArrayList<Evidence.CustomResource>();
        Optional<Instant> last = Optional.empty();
        for (String name : definitions) {
            Optional<StoredKind> kind;
            switch (new Definitions(calls).read(name)) {
                case Reading.Unknown<Optional<ObjectNode>> unknown -> {
                    return unread(unknown.why());
                }
                case Reading.Known<Optional<ObjectNode>> known ->
                    kind = known.value().flatMap(StoredKind::of);
            }
            if (kind.isEmpty()) {
                continue; // the definitions' own evidence says that it is not served
            }
            var shown = new ShownResources(name, before, now);
            var resources = new CustomResources(calls, pace, new WalkLimits(MOST_BYTES, patience));
            switch (resources.walk(kind.get(), shown)) {
                case Walk.Complete _ -> seen.addAll(shown.resources());
                case Walk.Partial partial -> {
                    return unread(partial.gaps().getFirst());
                }
                case Walk.Unread unread -> {
                    return unread(unread.why());
                }
            }
            last = later(last, shown.lastReconciliation());
        }
        return new Evidence.CustomResources(seen, Optional.empty(), last);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().isAfter(other.get()) ? one.get() : other.get())
                : one.or(() -> other);
    }

    private static Evidence unread(Failure why) {
        return new Evidence.Unread(Part.RECONCILIATION, why.sentence());
    }
}
