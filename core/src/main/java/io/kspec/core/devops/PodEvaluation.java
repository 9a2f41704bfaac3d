package io.kspec.core.devops;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.image.ImageReference;
import io.kspec.core.subject.Container;
import io.kspec.core.subject.Workload;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one pod breaks.
///
/// A pod that has finished (`Succeeded`, `Failed`) is neither judged nor counted: nobody can mend it. One that is
/// being deleted is. A pod without containers breaks nothing and counts.
///
/// @param pending until when a Pending pod is still fine; empty for every other, and when the line is crossed
public record PodEvaluation(PodMetrics metrics, List<PodViolation> violations, Optional<Instant> pending) {
    private static final int MOST_RESTARTS = 5;
    private static final Set<String> FINISHED = Set.of("Succeeded", "Failed");

    public PodEvaluation {
        violations = List.copyOf(violations);
    }

    /// Never throws for any tree; a field of the wrong shape reads as absent.
    ///
    /// @param pod a Pod as the API server gives it
    public static PodEvaluation of(JsonNode pod, EnabledChecks checks, Instant now) {
        return FINISHED.contains(phase(pod))
                ? new PodEvaluation(PodMetrics.NONE, List.of(), Optional.empty())
                : new Judgement(pod, checks).judge(now);
    }

    private static String phase(JsonNode pod) {
        return pod.path("status").path("phase").asText("");
    }

    private static final class Judgement {
        private final JsonNode pod;
        private final EnabledChecks checks;
        private final List<Container> containers;
        private final List<PodViolation> violations = new ArrayList<>();

        Judgement(JsonNode pod, EnabledChecks checks) {
            this.pod = pod;
            this.checks = checks;
            this.containers = Workload.pod(pod).containers();
        }

        PodEvaluation judge(Instant now) {
            long latest = checks.latestTag() ? latestTags() : 0;
            long liveness = checks.livenessProbe() ? missing("livenessProbe", DevOpsCheck.MISSING_LIVENESS) : 0;
            long readiness = checks.readinessProbe() ? missing("readinessProbe", DevOpsCheck.MISSING_READINESS) : 0;
            long restarts = checks.maxRestarts().map(this::restarts).orElse(0L);
            Optional<Instant> until =
                    checks.maxPending().flatMap(this::pendingUntil).filter(line -> !now.isAfter(line));
            boolean waits = phase(pod).equals("Pending");
            long pending = waits && until.isEmpty()
                    ? checks.maxPending().map(this::pending).orElse(0L)
                    : 0;
            return new PodEvaluation(
                    new PodMetrics(1, latest, liveness, readiness, restarts, pending), violations, until);
        }

        private long pending(long seconds) {
            String fault = seconds == 0 ? "is Pending" : "is Pending for more than %d seconds".formatted(seconds);
            violation(DevOpsCheck.PENDING, "", fault);
            return 1;
        }

        /// The runtime's own reading decides what latest means; a name that no registry could serve may mean
        /// anything.
        private long latestTags() {
            long found = 0;
            for (Container container : containers) {
                String image = container.json().path("image").asText("");
                Optional<ImageReference> read = ImageReference.of(image);
                boolean broken = !image.isEmpty()
                        && read.map(ImageReference::meansLatest).orElse(true);
                if (broken) {
                    found++;
                    violation(
                            DevOpsCheck.LATEST_TAG,
                            container.name(),
                            read.isEmpty()
                                    ? "names no image that a registry could serve"
                                    : "uses the tag latest or none at all");
                }
            }
            return found;
        }

        private long missing(String probe, DevOpsCheck check) {
            long found = 0;
            for (Container container : containers) {
                if (container.type() == Container.Type.REGULAR
                        && !container.json().path(probe).isObject()) {
                    found++;
                    violation(check, container.name(), "has no " + probe);
                }
            }
            return found;
        }

        private long restarts(int allowed) {
            long units = 0;
            for (JsonNode status : statuses()) {
                long count = status.path("restartCount").asLong(0);
                if (count > allowed) {
                    units += Math.min(count, MOST_RESTARTS);
                    violation(
                            DevOpsCheck.HIGH_RESTARTS,
                            status.path("name").asText(""),
                            "restarted %d times, more than %d".formatted(count, allowed));
                }
            }
            return units;
        }

        /// Of regular containers and sidecars; an init container that is no sidecar restarts by design.
        private List<JsonNode> statuses() {
            List<String> sidecars = containers.stream()
                    .filter(container -> container.type() == Container.Type.INIT
                            && container.json().path("restartPolicy").asText("").equals("Always"))
                    .map(Container::name)
                    .toList();
            var statuses = new ArrayList<JsonNode>();
            pod.path("status").path("containerStatuses").forEach(statuses::add);
            for (JsonNode status : pod.path("status").path("initContainerStatuses")) {
                if (sidecars.contains(status.path("name").asText(""))) {
                    statuses.add(status);
                }
            }
            return statuses;
        }

        /// The last moment at which the pod is still fine. Empty when it is not Pending or no moment would be: none
        /// is allowed, or nobody can tell how long it has waited.
        private Optional<Instant> pendingUntil(long seconds) {
            if (!phase(pod).equals("Pending") || seconds == 0) {
                return Optional.empty();
            }
            try {
                String created = pod.path("metadata").path("creationTimestamp").asText("");
                return Optional.of(Instant.parse(created).plusSeconds(seconds));
            } catch (DateTimeParseException unknown) {
                return Optional.empty();
            }
        }

        private void violation(DevOpsCheck check, String container, String fault) {
            String name = pod.path("metadata").path("name").asText("");
            String who = container.isEmpty() ? "the pod" : "container %s".formatted(container);
            violations.add(new PodViolation(check, name, container, checks.severity(check), who + " " + fault));
        }
    }
}
