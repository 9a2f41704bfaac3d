package io.kspec.server.rollout.work;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Colours;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.cluster.Cluster;
import io.kspec.server.cluster.Clusters;
import io.kspec.server.connection.ClusterConnection;
import io.kspec.server.connection.Connections;
import io.kspec.server.database.Transactions;
import io.kspec.server.operator.Operator;
import io.kspec.server.operator.OperatorCharts;
import io.kspec.server.operator.Operators;
import io.kspec.server.release.Rendering;
import io.kspec.server.rollout.ClusterWork;
import io.kspec.server.rollout.Facts;
import io.kspec.server.rollout.Fence;
import io.kspec.server.rollout.work.Planning.Judged;
import io.kspec.server.secret.KeysAway;
import io.kspec.server.trace.About;
import io.kspec.server.trace.Spans;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Does the commands of rollouts in registered clusters.
@Singleton
final class ClusterOperations implements ClusterWork {
    private final Books books;
    private final AffinityJudging affinities;
    private final Planning planning;
    private final Renderings renderings;
    private final Acts acts;

    /// Where operators, clusters and rollouts are looked up.
    @Singleton
    record Books(
            Transactions transactions,
            Operators operators,
            OperatorCharts charts,
            Clusters clusters,
            Connections connections,
            Facts facts) {}

    /// What is done of each kind.
    @Singleton
    record Acts(
            ObjectExports exports,
            ReleaseActs releases,
            HealthActs health,
            TrafficActs traffic,
            ColourScaling scaling) {}

    @Inject
    ClusterOperations(Books books, AffinityJudging affinities, Planning planning, Renderings renderings, Acts acts) {
        this.books = books;
        this.affinities = affinities;
        this.planning = planning;
        this.renderings = renderings;
        this.acts = acts;
    }

    @Override
    public Answer perform(Rollout rollout, Command command, Fence fence) {
        try {
            return performed(rollout, command, fence);
        } catch (KeysAway away) {
            return new Answer.Unavailable(away.why().sentence());
        }
    }

    private Answer performed(Rollout rollout, Command command, Fence fence) {
        return switch (command) {
            case Command.Judge judge ->
                Spans.in(
                        SpanNames.of(judge),
                        About.NOTHING,
                        () -> noted(affinities.objection(rollout).orElseGet(() -> judge(rollout, fence))));
            case Command.CheckHealth check ->
                at(
                        rollout,
                        check,
                        fence,
                        why -> new Answer.Checked(HealthReading.unreachable(why)),
                        site -> acts.health().check(site, check));
            case Command.OnCluster on -> at(rollout, on, fence, Answer.Unavailable::new, site -> act(site, on));
            case Command.RequestApproval _,
                    Command.WithdrawApprovals _,
                    Command.ClaimSlot _,
                    Command.ReleaseSlot _,
                    Command.WakeAt _,
                    Command.Notify _ ->
                throw new IllegalStateException("%s is not done in clusters".formatted(command.word()));
        };
    }

    private Answer act(Site site, Command.OnCluster command) {
        return switch (command) {
            case Command.Export export -> acts.exports().export(site, definitions(site), export.back());
            case Command.ApplyCrds apply ->
                with(
                        site,
                        apply.revision(),
                        site.colours().map(Colours::next),
                        rendered -> DefinitionApplying.apply(site, rendered.crds()));
            case Command.InstallRelease install ->
                acts.releases().bring(site, install.revision(), install.namespace(), install.timeout());
            case Command.VerifyObjects verify -> acts.exports().verify(site, definitions(site), verify.back());
            case Command.RecoverRelease recover -> acts.releases().recover(site, recover.namespace());
            case Command.JudgeBack back ->
                back.previous()
                        .map(previous -> with(
                                site,
                                previous,
                                site.colours().map(Colours::active),
                                rendered -> WayBack.judge(site, rendered.crds())))
                        .orElseGet(Answer.Done::new);
            case Command.RollBackRelease back ->
                acts.releases().bring(site, back.previous(), back.namespace(), back.timeout());
            case Command.UninstallRelease _ -> acts.releases().uninstall(site);
            case Command.SwitchTraffic _ -> switchTraffic(site);
            case Command.SwitchBack _ ->
                site.colours()
                        .map(colours -> acts.traffic().back(site, colours))
                        .orElseGet(() -> uncoloured(site));
            case Command.ScaleDown down ->
                site.planned()
                        .previous()
                        .map(previous -> with(site, previous, Optional.of(down.namespace()), rendered -> acts.scaling()
                                .down(site, down, rendered)))
                        .orElseGet(() -> uncoloured(site));
            case Command.ScaleUp up -> acts.scaling().up(site, up);
            case Command.RemoveColour remove -> acts.traffic().remove(site, remove);
            case Command.AcquireLease _, Command.ReleaseLease _, Command.RestoreRecord _, Command.CheckHealth _ ->
                throw new IllegalStateException("%s is done elsewhere".formatted(command.word()));
        };
    }

    private Answer at(
            Rollout rollout,
            Command.OnCluster command,
            Fence fence,
            Function<String, Answer> silent,
            Function<Site, Answer> act) {
        return at(
                rollout,
                command.cluster(),
                fence,
                silent,
                site -> Spans.in(SpanNames.of(command), About.NOTHING, () -> noted(act.apply(site))));
    }

    private static Answer noted(Answer answer) {
        switch (answer) {
            case Answer.Refused(String why) -> Spans.failed(why);
            case Answer.Unavailable(String why) -> Spans.failed(why);
            case Answer _ -> {
                // It came to something.
            }
        }
        return answer;
    }

    private Answer at(
            Rollout rollout, String name, Fence fence, Function<String, Answer> silent, Function<Site, Answer> act) {
        Optional<Operator> operator = books.transactions().call(transaction -> books.operators()
                .find(transaction, rollout.order().operator()));
        Optional<Cluster> cluster =
                books.transactions().call(transaction -> books.clusters().named(transaction, name));
        if (operator.isEmpty() || cluster.isEmpty()) {
            return new Answer.Refused("%s is not registered any more."
                    .formatted(operator.isEmpty() ? rollout.order().operator() : name));
        }
        return switch (books.connections().open(cluster.get().id(), Purposes.of(rollout))) {
            case Reading.Unknown<ClusterConnection>(Failure why) -> silent.apply(why.sentence());
            case Reading.Known<ClusterConnection>(ClusterConnection connection) -> {
                try (connection) {
                    Optional<String> home = books.facts().home(rollout, name);
                    yield act.apply(new Site(rollout, operator.get(), connection, fence, home));
                }
            }
        };
    }

    private Answer judge(Rollout rollout, Fence fence) {
        return switch (books.charts()
                .find(rollout.order().operator(), rollout.order().version())) {
            case OperatorCharts.Found.Missing() ->
                new Answer.Refused("%s has no version %s."
                        .formatted(rollout.order().operator(), rollout.order().version()));
            case OperatorCharts.Found.Unavailable(Failure why) -> new Answer.Unavailable(why.sentence());
            case OperatorCharts.Found.Chart chart -> {
                Optional<Facts.Asked> asked = books.facts().asked(rollout);
                yield asked.isEmpty()
                        ? new Answer.Unavailable(
                                "The Helm values cannot be unsealed: give every replica the same keys.")
                        : judge(
                                rollout,
                                fence,
                                new Planning.Wanted(chart.archive(), asked.get().helmValues()),
                                asked.get().requiresConsent());
            }
        };
    }

    private Answer judge(Rollout rollout, Fence fence, Planning.Wanted wanted, boolean consent) {
        List<Judged.Good> good = new ArrayList<>();
        for (ClusterRow row : rollout.clusters()) {
            Optional<Revision> installed = books.facts().installed(rollout, row.cluster());
            Answer answer = at(rollout, row.cluster(), fence, Answer.Unavailable::new, site -> switch (planning.judge(
                    site, row, wanted, installed)) {
                case Judged.Stopped(Answer why) -> why;
                case Judged.Good one -> {
                    good.add(one);
                    yield Planning.plan(site, wanted, consent, good);
                }
            });
            if (!(answer instanceof Answer.Judged judged)) {
                return answer;
            }
            if (good.size() == rollout.clusters().size()) {
                return judged;
            }
        }
        return new Answer.Refused("The deployment has no clusters.");
    }

    /// Names of the definitions whose custom resources are the operator's.
    private List<String> definitions(Site site) {
        List<String> names = new ArrayList<>(site.operator().settings().crdNames());
        site.rollout()
                .row(site.connection().clusterName())
                .map(ClusterRow::release)
                .ifPresent(release -> Stream.concat(release.target().stream(), release.previous().stream())
                        .map(revision -> renderings.of(revision, site.release(Optional.empty()), Optional.empty()))
                        .filter(Rendering.Rendered.class::isInstance)
                        .flatMap(rendered -> ((Rendering.Rendered) rendered).crds().stream())
                        .map(Renderings::name)
                        .forEach(names::add));
        return names.stream().distinct().sorted().toList();
    }

    private Answer switchTraffic(Site site) {
        ClusterRow.Release planned = site.planned();
        if (planned.colours().isEmpty()
                || planned.previous().isEmpty()
                || planned.target().isEmpty()) {
            return uncoloured(site);
        }
        Colours homes = planned.colours().get();
        return with(
                site,
                planned.previous().get(),
                Optional.of(homes.active()),
                active -> with(site, planned.target().get(), Optional.of(homes.next()), next -> acts.traffic()
                        .toNext(site, new ColourPair(homes, active, next))));
    }

    private static Answer uncoloured(Site site) {
        return new Answer.Refused("The deployment has no colours on %s."
                .formatted(site.connection().clusterName()));
    }

    private Answer with(
            Site site, Revision revision, Optional<String> namespace, Function<Rendering.Rendered, Answer> act) {
        return switch (renderings.of(revision, site.release(namespace), Optional.empty())) {
            case Rendering.Refused(Failure why) -> new Answer.Refused(why.sentence());
            case Rendering.Rendered rendered -> act.apply(rendered);
        };
    }
}
