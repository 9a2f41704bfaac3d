package io.kspec.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Resource;
import io.kspec.core.drift.Comparison;
import io.kspec.core.drift.Difference;
import io.kspec.core.drift.Intent;
import io.kspec.core.failure.Failure;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Compares generated policies with what stands in a cluster, as the operator does: with what the API server would
/// make of the intent, so that its own defaults are no difference and a field that somebody added is one.
public final class PolicyCheck {
    /// What must be listed to compare.
    public static final Set<Resource> READS =
            Set.of(Resource.VALIDATING_ADMISSION_POLICIES, Resource.VALIDATING_ADMISSION_POLICY_BINDINGS);

    private final WantedPolicies wanted;
    private final Optional<ObjectWriter> previewing;

    /// Compares what is wanted.
    ///
    /// @param previewing asks the API server what it would store, and writes nothing; without it an object counts
    ///     as equal when its mark says that it was written for the same intent
    public PolicyCheck(WantedPolicies wanted, Optional<ObjectWriter> previewing) {
        this.wanted = wanted;
        this.previewing = previewing;
    }

    /// Every wanted object in order, then what is there and not wanted.
    public Step<List<Standing>> in(ClusterView cluster) {
        List<Listing> listings = READS.stream().sorted().map(cluster::list).toList();
        List<String> gaps = listings.stream()
                .flatMap(listing -> listing.gaps().stream())
                .map(Failure::sentence)
                .distinct()
                .toList();
        if (!gaps.isEmpty()) {
            return new Step.Stop<>(ExitCode.NOT_EVALUATED, gaps);
        }
        List<ObjectNode> live = listings.stream()
                .flatMap(listing -> listing.items().stream())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
        var standings = new ArrayList<Standing>();
        wanted.objects().forEach(object -> standings.add(standing(object, live)));
        Stream<ObjectNode> owned = live.stream().filter(wanted::owns);
        owned.filter(object -> wanted.objects().stream().noneMatch(other -> isSame(other, object)))
                .map(Standing.Stale::new)
                .forEach(standings::add);
        return Step.next(standings);
    }

    private Standing standing(ObjectNode object, List<ObjectNode> live) {
        return live.stream()
                .filter(other -> isSame(object, other))
                .findFirst()
                .map(found -> compared(object, found))
                .orElseGet(() -> new Standing.Missing(object));
    }

    private Standing compared(ObjectNode object, ObjectNode live) {
        if (previewing.isEmpty()) {
            return Intent.of(object).equals(Intent.of(live))
                    ? new Standing.Equal(object)
                    : differs(object, object, live);
        }
        var change = new Change.Replace(
                WantedPolicies.kind(object),
                object,
                live.path("metadata").path("resourceVersion").asText(""),
                "to compare");
        return switch (previewing.get().preview(change)) {
            case Outcome.Done done -> differs(object, done.stored(), live);
            case Outcome.Refused refused -> new Standing.Unread(object, refused.why());
            case Outcome.Outdated _ ->
                new Standing.Unread(
                        object,
                        new Failure.Malformed(
                                "it was written while it was compared",
                                "%s %s".formatted(object.path("kind").asText(""), Standing.name(object)),
                                "Run the command again."));
        };
    }

    private Standing differs(ObjectNode object, ObjectNode intended, ObjectNode live) {
        Optional<Difference> difference = Comparison.between(intended, live);
        return difference.isEmpty()
                ? new Standing.Equal(object)
                : new Standing.Differs(object, live, difference.get(), wanted.owns(live));
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.path("kind").equals(other.path("kind")) && Standing.name(one).equals(Standing.name(other));
    }
}
