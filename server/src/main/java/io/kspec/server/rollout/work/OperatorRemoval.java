package io.kspec.server.rollout.work;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.InventoryDigest;
import io.kspec.server.cluster.Cluster;
import io.kspec.server.connection.ClusterConnection;
import io.kspec.server.connection.Purpose;
import io.kspec.server.operator.Operator;
import io.kspec.server.release.ReleaseName;
import io.kspec.server.release.ReleaseOutcome;
import io.kspec.server.release.Releases;
import io.kspec.server.release.Rendering;
import io.kspec.server.rollout.Fence;
import io.kspec.server.rollout.TakingOut;
import io.kspec.server.rollout.Undeployment;
import io.kspec.server.rollout.work.ClusterOperations.Books;
import io.kspec.server.secret.KeysAway;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes operators out of registered clusters: export, uninstall, count again.
@Singleton
final class OperatorRemoval implements TakingOut {
    private final Books books;
    private final ObjectExports exports;
    private final Releases releases;
    private final Renderings renderings;

    @Inject
    OperatorRemoval(Books books, ObjectExports exports, Releases releases, Renderings renderings) {
        this.books = books;
        this.exports = exports;
        this.releases = releases;
        this.renderings = renderings;
    }

    @Override
    public Result takeOut(Undeployment what, Installed installed, Fence fence) {
        Optional<Operator> operator =
                books.transactions().call(transaction -> books.operators().find(transaction, what.operator()));
        Optional<Cluster> cluster =
                books.transactions().call(transaction -> books.clusters().named(transaction, what.cluster()));
        if (operator.isEmpty() || cluster.isEmpty()) {
            return new Result.Refused(
                    "%s is not registered any more.".formatted(operator.isEmpty() ? what.operator() : what.cluster()));
        }
        Purpose purpose = new Purpose("undeployment " + what.id(), what.requestedBy());
        return switch (books.connections().open(cluster.get().id(), purpose)) {
            case Reading.Unknown<ClusterConnection>(Failure why) -> new Result.Silent(why.sentence());
            case Reading.Known<ClusterConnection>(ClusterConnection connection) -> {
                try (connection) {
                    yield takeOut(
                            what,
                            installed,
                            new Site(installed.by(), operator.get(), connection, fence, installed.namespace()));
                } catch (KeysAway away) {
                    yield new Result.Silent(away.why().sentence());
                }
            }
        };
    }

    private Result takeOut(Undeployment what, Installed installed, Site site) {
        ReleaseName release = site.release(Optional.empty());
        return switch (renderings.of(installed.revision(), release, Optional.empty())) {
            case Rendering.Refused(Failure why) -> new Result.Refused(why.sentence());
            case Rendering.Rendered rendered -> {
                List<String> definitions = Stream.concat(
                                site.operator().settings().crdNames().stream(),
                                rendered.crds().stream().map(Renderings::name))
                        .distinct()
                        .sorted()
                        .toList();
                yield takeOut(site, release, definitions, new ExportStore.Key(what.id(), what.cluster(), false));
            }
        };
    }

    private Result takeOut(Site site, ReleaseName release, List<String> definitions, ExportStore.Key key) {
        // Once the release may be half gone, an earlier export is the better one.
        Answer exported = exports.has(key) ? new Answer.Done() : exports.export(site, definitions, key);
        if (exported instanceof Answer.Unavailable || exported instanceof Answer.Refused) {
            return stopped(exported);
        }
        if (!site.fence().holds()) {
            return new Result.Silent("The cluster is another's now.");
        }
        return switch (releases.uninstall(site.access(), release)) {
            case ReleaseOutcome.Failed(Failure why) -> stopped(ReleaseActs.failed(why));
            case ReleaseOutcome.Unknown(Failure why) -> new Result.Silent(why.sentence());
            case ReleaseOutcome.Done _ -> counted(exports.verify(site, definitions, key, false));
        };
    }

    private static Result stopped(Answer answer) {
        if (answer instanceof Answer.Refused(String why)) {
            return new Result.Refused(why);
        }
        if (answer instanceof Answer.Unavailable(String why)) {
            return new Result.Silent(why);
        }
        throw new IllegalStateException("no other answer is known: " + answer);
    }

    private static Result counted(Answer answer) {
        if (!(answer instanceof Answer.Verified(InventoryDigest after, int lost, String which))) {
            return stopped(answer);
        }
        String message = lost == 0
                ? "%d custom resources and their definitions stay.".formatted(after.count())
                : "%d custom resources went with it (%s); they are in the export that was made before."
                        .formatted(lost, which);
        return new Result.Out(after.count(), lost, message);
    }
}
