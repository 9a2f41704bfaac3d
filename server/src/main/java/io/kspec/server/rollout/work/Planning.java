package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.digest.Sha256;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.approval.Approvals;
import io.kspec.lifecycle.approval.Need;
import io.kspec.lifecycle.approval.Review;
import io.kspec.lifecycle.crd.Severity;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.release.Rendering;
import io.kspec.server.release.Values;
import io.kspec.server.rollout.work.RevisionStore.Installable;
import io.kspec.server.rollout.work.Takeover.Before;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges one cluster of a plan. Changes nothing there.
@Singleton
final class Planning {
    private final Takeover takeover;
    private final RevisionStore revisions;
    private final Renderings renderings;
    private final DefinitionJudging definitions;
    private final ColourPlanning colours;

    @Inject
    Planning(
            Takeover takeover,
            RevisionStore revisions,
            Renderings renderings,
            DefinitionJudging definitions,
            ColourPlanning colours) {
        this.takeover = takeover;
        this.revisions = revisions;
        this.renderings = renderings;
        this.definitions = definitions;
        this.colours = colours;
    }

    /// What is asked for everywhere.
    ///
    /// @param chart archive of the target version
    /// @param overrides of the request; may hold secrets
    record Wanted(io.kspec.server.chart.ChartArchive chart, ObjectNode overrides) {}

    /// What one cluster came to.
    sealed interface Judged {
        /// It may be changed.
        ///
        /// @param notes what its definitions come to
        /// @param ofChart sentences about the chart
        record Good(Answer.ClusterFacts facts, DefinitionNotes notes, List<String> ofChart) implements Judged {}

        record Stopped(Answer why) implements Judged {}

        /// With these warnings before its own.
        default Judged warned(List<String> more) {
            return switch (this) {
                case Good good ->
                    new Good(
                            good.facts,
                            good.notes,
                            Stream.concat(more.stream(), good.ofChart.stream()).toList());
                case Stopped stopped -> stopped;
            };
        }
    }

    /// @param installed what rollouts made of the cluster, as the record says
    Judged judge(Site site, ClusterRow row, Wanted wanted, Optional<Revision> installed) {
        return switch (takeover.before(site, installed)) {
            case Before.Stopped(Answer why) -> new Judged.Stopped(why);
            case Before.Known(Optional<Revision> previous, List<String> warnings) ->
                judgeAfter(site, row, wanted, previous).warned(warnings);
        };
    }

    private Judged judgeAfter(Site site, ClusterRow row, Wanted wanted, Optional<Revision> previous) {
        ObjectNode values = Values.merged(List.of(
                site.operator().settings().defaultValues(),
                site.operator()
                        .settings()
                        .environmentValues()
                        .getOrDefault(row.environment().word(), JsonNodeFactory.instance.objectNode()),
                wanted.overrides()));
        Installable installable = new Installable(wanted.chart(), values);
        return switch (renderings.of(installable, site.release(Optional.empty()), Optional.empty())) {
            case Rendering.Refused(Failure why) -> new Judged.Stopped(new Answer.Refused(why.sentence()));
            case Rendering.Rendered rendered -> {
                Revision target = revisions.keep(
                        site.operator().about().name(), site.rollout().order().version(), installable);
                Optional<Answer> apart = colours.objection(site, previous, installable);
                yield apart.<Judged>map(Judged.Stopped::new)
                        .orElseGet(() -> definitions(
                                site,
                                rendered,
                                new Answer.ClusterFacts(
                                        row.cluster(), target, previous, ColourPlanning.active(site, previous))));
            }
        };
    }

    private Judged definitions(Site site, Rendering.Rendered rendered, Answer.ClusterFacts facts) {
        List<String> ofChart = Stream.concat(
                        rendered.warnings().stream(),
                        facts.activeNamespace().map(_ -> ColourPlanning.TWO_AT_WORK).stream())
                .toList();
        return switch (definitions.judge(site, rendered)) {
            case DefinitionJudging.Judged.Stopped(Answer why) -> new Judged.Stopped(why);
            case DefinitionJudging.Judged.Good(DefinitionNotes notes) -> new Judged.Good(facts, notes, ofChart);
        };
    }

    private static Severity heavier(Severity one, Severity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /// The whole plan, once every cluster may be changed.
    static Answer.Judged plan(Site any, Wanted wanted, boolean consent, List<Judged.Good> clusters) {
        List<ClusterRow> rows = any.rollout().clusters();
        boolean versionChanges = clusters.stream()
                .filter(one -> environment(rows, one) == Environment.PRODUCTION)
                .anyMatch(one -> one.facts()
                        .previous()
                        .filter(previous ->
                                !previous.version().equals(one.facts().target().version()))
                        .isPresent());
        Severity heaviest = clusters.stream().map(one -> one.notes().heaviest()).reduce(Severity.OK, Planning::heavier);
        Need.Facts facts = new Need.Facts(
                rows.stream().map(ClusterRow::environment).toList(),
                versionChanges,
                heaviest.compareTo(Severity.BREAK) >= 0,
                heaviest == Severity.LOSS,
                consent);
        Review review = new Review(
                any.operator().about().name(),
                any.rollout().order().version(),
                wanted.chart().digest(),
                digest(clusters.stream()
                        .map(one -> one.facts().cluster() + one.facts().target().digest())
                        .sorted()
                        .toList()),
                rows.stream().map(ClusterRow::cluster).toList(),
                any.rollout().order().strategy(),
                digest(clusters.stream()
                        .flatMap(one -> one.notes().changes().stream()
                                .map(change -> one.facts().cluster() + " " + change))
                        .sorted()
                        .toList()));
        return new Answer.Judged(
                review.digest(),
                Approvals.needed(facts, Map.of()).stream().map(Need::approval).toList(),
                clusters.stream().map(Judged.Good::facts).toList(),
                clusters.stream()
                        .flatMap(one -> Stream.concat(one.ofChart().stream(), one.notes().warnings().stream()))
                        .distinct()
                        .toList(),
                clusters.stream()
                        .flatMap(one -> one.notes().breaking().stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static Environment environment(List<ClusterRow> rows, Judged.Good one) {
        return rows.stream()
                .filter(row -> row.cluster().equals(one.facts().cluster()))
                .map(ClusterRow::environment)
                .findFirst()
                .orElse(Environment.PRODUCTION);
    }

    private static String digest(List<String> lines) {
        return Sha256.of(String.join("\n", lines));
    }
}
