package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.failure.Failure;
import io.kspec.kube.health.ProbedOperator;
import io.kspec.lifecycle.health.Baseline;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Colours;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.server.cluster.DeployedOperator.Deployed;
import io.kspec.server.cluster.DeployedOperators;
import io.kspec.server.database.Transactions;
import io.kspec.server.release.ReleaseName;
import io.kspec.server.release.ReleaseOutcome;
import io.kspec.server.release.ReleaseRequest;
import io.kspec.server.release.Releases;
import io.kspec.server.release.Rendering;
import io.kspec.server.rollout.work.ColourStore.Colour;
import io.kspec.server.rollout.work.RevisionStore.Found;
import io.kspec.server.rollout.work.RevisionStore.Installable;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Brings releases to revisions, and tells the health cycle what runs where.
@Singleton
final class ReleaseActs {
    private final Releases releases;
    private final RevisionStore revisions;
    private final Renderings renderings;
    private final Notes notes;

    /// What is noted of what was done.
    @Singleton
    record Notes(DeployedOperators deployed, ColourStore colours, Transactions transactions, Clock clock) {}

    @Inject
    ReleaseActs(Releases releases, RevisionStore revisions, Renderings renderings, Notes notes) {
        this.releases = releases;
        this.revisions = revisions;
        this.renderings = renderings;
        this.notes = notes;
    }

    /// Installs or upgrades to a revision, forward or back. A colour holds its webhooks back until it gets the
    /// traffic.
    ///
    /// @param namespace of the colour; empty is where the operator's traffic goes
    Answer bring(Site site, Revision revision, Optional<String> namespace, Duration patience) {
        ReleaseName release = site.release(namespace);
        return switch (revisions.find(revision)) {
            case Found.Gone(Failure why) -> new Answer.Refused(why.sentence());
            case Found.Here(Installable installable) -> {
                if (!site.fence().holds()) {
                    yield new Answer.Unavailable("The cluster is another's now.");
                }
                Set<String> heldBack = namespace.isPresent() ? ColourPair.HELD_BACK : Set.of();
                ReleaseRequest request =
                        new ReleaseRequest(release, installable.chart(), installable.values(), heldBack, patience);
                yield answer(timed(() -> releases.bring(site.access(), request)), done -> {
                    note(site, revision, release, namespace.map(_ -> done.withheld()));
                    return new Answer.Installed(new Revision(revision.version(), revision.digest(), done.revision()));
                });
            }
        };
    }

    private static ReleaseOutcome timed(Supplier<ReleaseOutcome> act) {
        long began = System.nanoTime();
        ReleaseOutcome outcome = act.get();
        Timer.builder("helm.install.duration")
                .description("Time of one installation or upgrade of a release, forward or back")
                .publishPercentileHistogram()
                .tag("result", outcome.getClass().getSimpleName())
                .register(Metrics.globalRegistry)
                .record(Duration.ofNanos(System.nanoTime() - began));
        return outcome;
    }

    /// @param heldBack what a colour's release does not own; empty where it owns everything
    private void note(Site site, Revision revision, ReleaseName release, Optional<List<JsonNode>> heldBack) {
        ColourStore.Key key = site.colour(release.namespace());
        boolean begun = site.colours().map(Colours::next).equals(Optional.of(release.namespace()));
        heldBack.ifPresentOrElse(
                objects -> notes.colours()
                        .keep(key, (begun ? Colour.PLAIN : notes.colours().find(key)).holding(objects)),
                () -> {
                    notes.colours().forget(key);
                    tell(site, revision, release);
                });
    }

    /// A colour has the traffic now: the health cycle looks there.
    void runs(Site site, String namespace) {
        boolean target = site.colours().map(Colours::next).equals(Optional.of(namespace));
        Optional<Revision> revision =
                target ? site.planned().target() : site.planned().previous();
        revision.ifPresent(known -> tell(site, known, site.release(Optional.of(namespace))));
    }

    /// Removes a colour's release. Definitions and custom resources stay.
    Answer removed(Site site, String namespace) {
        return answer(releases.uninstall(site.access(), site.release(Optional.of(namespace))), _ -> new Answer.Done());
    }

    Answer recover(Site site, Optional<String> namespace) {
        return answer(releases.recover(site.access(), site.release(namespace)), _ -> new Answer.Done());
    }

    /// Definitions and custom resources stay.
    Answer uninstall(Site site) {
        return answer(releases.uninstall(site.access(), site.release(Optional.empty())), _ -> {
            notes.transactions().run(transaction -> notes.deployed()
                    .removed(
                            transaction,
                            site.connection().cluster(),
                            site.operator().about().name()));
            return new Answer.Done();
        });
    }

    private static Answer answer(ReleaseOutcome outcome, Function<ReleaseOutcome.Done, Answer> done) {
        return switch (outcome) {
            case ReleaseOutcome.Done brought -> done.apply(brought);
            case ReleaseOutcome.Unknown(Failure failure) -> new Answer.Unavailable(failure.sentence());
            case ReleaseOutcome.Failed(Failure failure) -> failed(failure);
        };
    }

    /// What the cluster refuses stays refused; what it did not answer is tried again.
    static Answer failed(Failure failure) {
        return switch (failure) {
            case Failure.Unreachable _, Failure.ServerError _, Failure.BreakerOpen _, Failure.CutOff _ ->
                new Answer.Unavailable(failure.sentence());
            case Failure.Forbidden _,
                    Failure.Unauthenticated _,
                    Failure.Malformed _,
                    Failure.NotBuilt _,
                    Failure.InternalFault _ -> new Answer.Refused(failure.sentence());
        };
    }

    private void tell(Site site, Revision revision, ReleaseName release) {
        if (renderings.of(revision, release, Optional.empty()) instanceof Rendering.Rendered rendered) {
            ProbedOperator probed = Renderings.probed(rendered, release.namespace());
            Baseline baseline = site.rollout()
                    .row(site.connection().clusterName())
                    .map(ClusterRow::checks)
                    .map(ClusterRow.Checks::baseline)
                    .orElse(Baseline.NONE);
            Deployed what = new Deployed(release.name(), release.namespace(), revision.version(), probed, baseline);
            notes.transactions().run(transaction -> notes.deployed()
                    .deployed(
                            transaction,
                            site.connection().cluster(),
                            what,
                            notes.clock().instant()));
        }
    }
}
