package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.definition.Applied;
import io.kspec.kube.definition.DefinitionWriter;
import io.kspec.kube.definition.Definitions;
import io.kspec.kube.definition.Kept;
import io.kspec.kube.definition.PhaseA;
import io.kspec.kube.definition.Served;
import io.kspec.kube.definition.ServedCheck;
import io.kspec.lifecycle.rollout.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Applies the definitions of a revision outside its release: what is new is added, nothing goes, and what is stored
/// stays stored as it is.
final class DefinitionApplying {
    private static final Duration SERVED = Duration.ofMinutes(1);
    private static final Set<String> BEFORE_US = Set.of("helm", "kubectl", "kubectl-client-side-apply");

    private DefinitionApplying() {}

    static Answer apply(Site site, List<JsonNode> crds) {
        for (JsonNode crd : crds) {
            if (!site.fence().holds()) {
                return new Answer.Unavailable("The cluster is another's now.");
            }
            Optional<Answer> stopped = one(site, (ObjectNode) crd);
            if (stopped.isPresent()) {
                return stopped.get();
            }
        }
        return new Answer.Done();
    }

    private static Optional<Answer> one(Site site, ObjectNode wanted) {
        String name = Renderings.name(wanted);
        return switch (new Definitions(site.calls()).read(name)) {
            case Reading.Unknown<Optional<ObjectNode>>(Failure why) ->
                Optional.of(new Answer.Unavailable(why.sentence()));
            case Reading.Known<Optional<ObjectNode>>(Optional<ObjectNode> live) -> {
                yield switch (new DefinitionWriter(site.calls()).apply(phase(live, wanted), BEFORE_US)) {
                    case Applied.Done(ObjectNode stored) -> served(site, live, stored);
                    case Applied.Refused(Failure why) -> Optional.of(new Answer.Refused(why.sentence()));
                    case Applied.Claimed claimed ->
                        Optional.of(new Answer.Refused(claimed.why().sentence()));
                    case Applied.Unanswered(Failure why) -> Optional.of(new Answer.Unavailable(why.sentence()));
                };
            }
        };
    }

    /// What the API server would say to it. Nothing is written.
    ///
    /// @param live as it was read
    static Applied tryOut(Site site, Optional<ObjectNode> live, ObjectNode wanted) {
        return new DefinitionWriter(site.calls()).tryOut(phase(live, wanted), BEFORE_US);
    }

    private static ObjectNode phase(Optional<ObjectNode> live, ObjectNode wanted) {
        return live.map(before -> PhaseA.of(before, wanted, Set.of(Kept.STORAGE_FLAG, Kept.CONVERSION)))
                .orElse(wanted);
    }

    private static Optional<Answer> served(Site site, Optional<ObjectNode> before, ObjectNode stored) {
        ServedCheck check = new ServedCheck(site.calls(), site.connection().pace());
        return switch (check.await(before, stored, SERVED)) {
            case Served.Yes() -> Optional.empty();
            case Served.NotInTime(Failure why) -> Optional.of(new Answer.Unavailable(why.sentence()));
        };
    }
}
