package io.kspec.server.rollout.work;

import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.server.release.Recorded;
import io.kspec.server.release.RecordedReleases;
import io.kspec.server.release.ReleaseName;
import io.kspec.server.rollout.work.RevisionStore.Installable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Takes over releases that somebody else installed with Helm: what stands there is kept as the previous revision, so
/// that a rollout can go back to it.
@Singleton
final class Takeover {
    private final RecordedReleases records;
    private final RevisionStore revisions;

    @Inject
    Takeover(RecordedReleases records, RevisionStore revisions) {
        this.records = records;
        this.revisions = revisions;
    }

    /// What stands in a cluster before a rollout.
    sealed interface Before {
        record Known(Optional<Revision> revision, List<String> warnings) implements Before {}

        record Stopped(Answer why) implements Before {}
    }

    /// @param installed what rollouts made of the cluster, as the record says
    Before before(Site site, Optional<Revision> installed) {
        if (installed.isPresent()) {
            return new Before.Known(installed, List.of());
        }
        ReleaseName release = site.release(Optional.empty());
        return switch (records.inForce(site.access(), release)) {
            case Recorded.Nothing() -> new Before.Known(Optional.empty(), List.of());
            case Recorded.Unusable(Failure why) -> new Before.Stopped(ReleaseActs.failed(why));
            case Recorded.InForce found -> {
                Revision kept = revisions.adopt(
                        site.operator().about().name(),
                        found.version(),
                        new Installable(found.chart(), found.values()));
                Revision revision = new Revision(kept.version(), kept.digest(), found.number());
                yield new Before.Known(Optional.of(revision), List.of(warning(site, release, found)));
            }
        };
    }

    private static String warning(Site site, ReleaseName release, Recorded.InForce found) {
        List<String> given = found.values()
                .propertyStream()
                .map(entry -> entry.getKey())
                .sorted()
                .toList();
        return "%s: %s was installed by somebody else (%s, with values for %s). It is taken over: the values of the operator and of this deployment replace those, and rolling back brings that revision back."
                .formatted(site.connection().clusterName(), release, found, given.isEmpty() ? "nothing" : given);
    }
}
