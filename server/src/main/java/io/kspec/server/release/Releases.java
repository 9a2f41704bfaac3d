package io.kspec.server.release;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.failure.Failure;
import io.kspec.kube.failure.ApiFailures;
import io.kspec.server.release.HelmCalls.Ending;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Releases in clusters. The caller holds the lease of operator and cluster: two must not act on one release.
///
/// Every act may be repeated. None installs, changes or removes a CustomResourceDefinition or a custom resource.
/// Calls block until Helm is done or their deadline is over; values and credentials reach no message.
@Singleton
public final class Releases {
    /// What Helm gets beyond its own waiting: for rendering, sending and recording.
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Duration UNINSTALL = Duration.ofMinutes(5);

    private final ChartRenderer renderer;
    private final HelmCalls calls = new HelmCalls();

    @Inject
    public Releases(ChartRenderer renderer) {
        this.renderer = renderer;
    }

    public ReleaseState state(ClusterAccess cluster, ReleaseName release) {
        try {
            return RecordedState.of(records(cluster, release).all());
        } catch (KubernetesClientException refused) {
            return new ReleaseState.Unreadable(failure(cluster, refused, release));
        } catch (UncheckedIOException | IllegalArgumentException foreign) {
            return new ReleaseState.Undecidable(String.valueOf(foreign.getMessage()));
        }
    }

    /// Brings the release to what is asked: installs it when there is none, upgrades it otherwise. Rolling back is
    /// this with the chart and the values of before. A release that was left in the middle is recovered first.
    public ReleaseOutcome bring(ClusterAccess cluster, ReleaseRequest request) {
        ReleaseOutcome ready = recover(cluster, request.release());
        if (!(ready instanceof ReleaseOutcome.Done)) {
            return ready;
        }
        return switch (renderer.render(request, kubernetesVersion(cluster))) {
            case Rendering.Refused(Failure failure) -> new ReleaseOutcome.Failed(failure);
            case Rendering.Rendered rendered -> brought(cluster, request, rendered);
        };
    }

    private ReleaseOutcome brought(ClusterAccess cluster, ReleaseRequest request, Rendering.Rendered rendered) {
        ReleaseState state = state(cluster, request.release());
        Optional<Failure> unprotected = CrdKeeper.keep(cluster, state);
        if (unprotected.isPresent()) {
            return new ReleaseOutcome.Failed(unprotected.get());
        }
        ReleaseOutcome base = rebased(cluster, request.release(), state);
        return base instanceof ReleaseOutcome.Done
                ? brought(cluster, request, rendered, !(state instanceof ReleaseState.Absent))
                : base;
    }

    /// Makes a release usable that somebody left in the middle; [ReleaseOutcome.Done] with the newest revision when
    /// there is nothing to do.
    public ReleaseOutcome recover(ClusterAccess cluster, ReleaseName release) {
        return switch (state(cluster, release)) {
            case ReleaseState.Absent _ -> done(0);
            case ReleaseState.Deployed(ReleaseRevision revision) -> done(revision.number());
            case ReleaseState.Failed failed -> done(failed.newest().number());
            case ReleaseState.Pending pending -> markedFailed(cluster, release, pending.newest());
            case ReleaseState.Uninstalling _ -> uninstall(cluster, release);
            case ReleaseState.Undecidable(String why) ->
                new ReleaseOutcome.Failed(new Failure.Malformed(
                        "Helm's records contradict each other: " + why,
                        release.toString(),
                        "Look at them with helm history, and remove the Secret of the revision that is wrong."));
            case ReleaseState.Unreadable(Failure failure) -> new ReleaseOutcome.Failed(failure);
        };
    }

    /// Removes the release; CustomResourceDefinitions and custom resources stay. Done when there is none.
    public ReleaseOutcome uninstall(ClusterAccess cluster, ReleaseName release) {
        ReleaseState state = state(cluster, release);
        if (state instanceof ReleaseState.Absent) {
            return done(0);
        }
        Optional<Failure> owned = CrdKeeper.objection(state, release);
        if (owned.isPresent()) {
            return new ReleaseOutcome.Failed(owned.get());
        }
        var command = Helm.uninstall(release.name())
                .withNamespace(release.namespace())
                .ignoreNotFound()
                .withKubeConfigContents(cluster.kubeconfig());
        return switch (calls.call("uninstalling " + release, UNINSTALL, command)) {
            case Ending.Answered<String> _ -> done(0);
            case Ending.Refused<String>(String message) -> refused(release, message);
            case Ending.Overrun<String>(Failure failure) -> new ReleaseOutcome.Unknown(failure);
        };
    }

    private ReleaseOutcome brought(
            ClusterAccess cluster, ReleaseRequest request, Rendering.Rendered rendered, boolean exists) {
        try (Workplace workplace = Workplace.open()) {
            PreparedChart chart = PreparedChart.of(request, rendered, workplace);
            Path values = workplace.write("values.yaml", request.values().toString());
            Callable<Release> command = exists
                    ? upgrade(cluster, request, chart.path(), values)
                    : install(cluster, request, chart.path(), values);
            Duration patience = request.patience().plus(MARGIN);
            return switch (calls.call("bringing " + request.release(), patience, command)) {
                case Ending.Answered<Release>(Release release) ->
                    new ReleaseOutcome.Done(Integer.parseInt(release.getRevision()), chart.withheld());
                case Ending.Refused<Release>(String message) -> refused(request.release(), message);
                case Ending.Overrun<Release>(Failure failure) -> new ReleaseOutcome.Unknown(failure);
            };
        } catch (IOException full) {
            throw new UncheckedIOException("a chart could not be unfolded", full);
        }
    }

    private static Callable<Release> install(ClusterAccess cluster, ReleaseRequest request, Path chart, Path values) {
        return new Helm(chart)
                .install()
                .createNamespace()
                .skipCrds()
                .withName(request.release().name())
                .withNamespace(request.release().namespace())
                .withValuesFile(values)
                .withKubeConfigContents(cluster.kubeconfig())
                .waitReady()
                .withTimeout((int) request.patience().toSeconds());
    }

    /// Never with its option to install: the library then forgets which cluster it was given.
    private static Callable<Release> upgrade(ClusterAccess cluster, ReleaseRequest request, Path chart, Path values) {
        return new Helm(chart)
                .upgrade()
                .resetValues()
                .skipCrds()
                .withName(request.release().name())
                .withNamespace(request.release().namespace())
                .withValuesFile(values)
                .withKubeConfigContents(cluster.kubeconfig())
                .waitReady()
                .withTimeout((int) request.patience().toSeconds());
    }

    /// Helm refuses to go on while the newest revision is pending; a failed one it upgrades from.
    private static ReleaseOutcome markedFailed(ClusterAccess cluster, ReleaseName release, ReleaseRevision newest) {
        String because = "Left in the middle as %s; recovered by kspec".formatted(newest.status());
        return marked(cluster, release, newest, "failed", because);
    }

    /// Helm takes the last deployed revision for what stands in the cluster, and would leave every field there that a
    /// failed one added since. With none deployed it takes the newest.
    private static ReleaseOutcome rebased(ClusterAccess cluster, ReleaseName release, ReleaseState state) {
        return state instanceof ReleaseState.Failed failed
                        && failed.lastDeployed().isPresent()
                ? marked(
                        cluster,
                        release,
                        failed.lastDeployed().get(),
                        "superseded",
                        "Superseded by revision %d, which failed"
                                .formatted(failed.newest().number()))
                : done(0);
    }

    private static ReleaseOutcome marked(
            ClusterAccess cluster, ReleaseName release, ReleaseRevision revision, String status, String because) {
        ReleaseRecords records = records(cluster, release);
        try {
            records.all().stream()
                    .filter(stored -> stored.number() == revision.number()
                            && stored.status().equals(revision.status()))
                    .forEach(stored -> records.mark(stored, status, because));
            return done(revision.number());
        } catch (KubernetesClientException refused) {
            return new ReleaseOutcome.Failed(failure(cluster, refused, release));
        }
    }

    static Optional<String> kubernetesVersion(ClusterAccess cluster) {
        return Optional.ofNullable(cluster.client().getKubernetesVersion()).map(version -> version.getGitVersion());
    }

    private static ReleaseRecords records(ClusterAccess cluster, ReleaseName release) {
        return new ReleaseRecords(cluster.client(), release);
    }

    private static ReleaseOutcome done(int revision) {
        return new ReleaseOutcome.Done(revision, List.of());
    }

    private static ReleaseOutcome refused(ReleaseName release, String message) {
        return new ReleaseOutcome.Failed(new Failure.Malformed(
                "Helm says: " + message,
                release.toString(),
                "Look at the pods and events of its namespace, then try again."));
    }

    static Failure failure(ClusterAccess cluster, KubernetesClientException refused, ReleaseName release) {
        return ApiFailures.of(
                refused, cluster.client().getMasterUrl().toString(), "list", "secrets", release.namespace());
    }
}
