package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.health.ProbedOperator;
import io.kspec.kube.health.Rehearsal;
import io.kspec.lifecycle.health.Baseline;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.health.OperatorJudgement;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Colours;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.server.health.Probing;
import io.kspec.server.release.Rendering;
import io.kspec.server.rollout.Facts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Looks at the health of what is installed.
@Singleton
final class HealthActs {
    private static final Duration CHECK = Duration.ofSeconds(3);
    private final Facts facts;
    private final Renderings renderings;
    private final ColourStore stored;
    private final Probing probing;
    private final Clock clock;

    @Inject
    HealthActs(Facts facts, Renderings renderings, ColourStore stored, Probing probing, Clock clock) {
        this.facts = facts;
        this.renderings = renderings;
        this.stored = stored;
        this.probing = probing;
        this.clock = clock;
    }

    Answer check(Site site, Command.CheckHealth check) {
        Optional<Colours> next =
                site.colours().filter(colours -> check.namespace().equals(Optional.of(colours.next())));
        if (next.isPresent() && !next.get().switched()) {
            return withoutTraffic(site, next.get().next(), check.baseline());
        }
        Optional<Revision> running = site.colours().isPresent()
                ? revision(site, next.isPresent())
                : facts.installed(site.rollout(), check.cluster()).or(() -> revision(site, true));
        return running.map(revision -> switch (renderings.of(
                        revision, site.release(check.namespace()), Optional.empty())) {
                    case Rendering.Refused(Failure why) -> new Answer.Refused(why.sentence());
                    case Rendering.Rendered rendered -> {
                        String namespace = site.release(check.namespace()).namespace();
                        yield new Answer.Checked(read(
                                probing.probe(
                                        site.connection(),
                                        CHECK,
                                        Renderings.probed(rendered, namespace),
                                        List.of(),
                                        clock.instant()),
                                check.baseline()));
                    }
                })
                .orElseGet(() -> new Answer.Refused("It is not known what runs on %s.".formatted(check.cluster())));
    }

    /// Looks at a colour that has no traffic: its webhooks are rehearsed.
    Answer withoutTraffic(Site site, String namespace, Baseline baseline) {
        return rehearse(site, namespace, baseline, ProbedOperator::definitions);
    }

    /// Looks at its pods and its webhooks alone: what the colour with the traffic does to custom resources and their
    /// conversion says nothing of this one.
    Answer ready(Site site, String namespace, Baseline baseline) {
        return rehearse(site, namespace, baseline, _ -> List.of());
    }

    private Answer rehearse(
            Site site, String namespace, Baseline baseline, Function<ProbedOperator, List<String>> definitions) {
        Optional<Revision> revision =
                site.colours().flatMap(colours -> revision(site, namespace.equals(colours.next())));
        if (revision.isEmpty()) {
            return new Answer.Refused("It is not known what %s shall run.".formatted(namespace));
        }
        return switch (renderings.of(revision.get(), site.release(Optional.of(namespace)), Optional.empty())) {
            case Rendering.Refused(Failure why) -> new Answer.Refused(why.sentence());
            case Rendering.Rendered rendered -> {
                ProbedOperator whole = Renderings.probed(rendered, namespace);
                ProbedOperator probed = new ProbedOperator(
                        whole.controllers(), List.of(), List.of(), Optional.empty(), definitions.apply(whole));
                if (!site.fence().holds()) {
                    yield TrafficActs.FENCED;
                }
                var evidence =
                        new ArrayList<>(probing.probe(site.connection(), CHECK, probed, List.of(), clock.instant()));
                List<JsonNode> registrations = ColourPair.registrations(rendered, stored.find(site.colour(namespace)));
                yield new Answer.Checked(
                        switch (new Rehearsal(site.calls(), namespace, CHECK)
                                .ask(registrations, whole.definitions(), clock.instant())) {
                            case Reading.Known<List<Evidence>>(List<Evidence> asked) -> {
                                evidence.addAll(asked);
                                yield read(evidence, baseline);
                            }
                            case Reading.Unknown<List<Evidence>>(Failure why) -> unknown(read(evidence, baseline), why);
                        });
            }
        };
    }

    /// What is bad without its webhooks is bad; what is good may be anything with them.
    private static HealthReading unknown(HealthReading without, Failure why) {
        return without.passed()
                ? new HealthReading(Health.UNKNOWN, List.of(), false, true, List.of(), why.sentence())
                : without;
    }

    /// Ends what [#withoutTraffic] began.
    Optional<Answer> rehearsed(Site site, String namespace) {
        Optional<Revision> revision =
                site.colours().flatMap(colours -> revision(site, namespace.equals(colours.next())));
        return revision.flatMap(known -> renderings.of(known, site.release(Optional.of(namespace)), Optional.empty())
                                instanceof Rendering.Rendered rendered
                        ? new Rehearsal(site.calls(), namespace, CHECK)
                                .remove(ColourPair.registrations(rendered, stored.find(site.colour(namespace))))
                        : Optional.empty())
                .map(ReleaseActs::failed);
    }

    private static Optional<Revision> revision(Site site, boolean target) {
        return target ? site.planned().target() : site.planned().previous();
    }

    private HealthReading read(List<Evidence> evidence, Baseline baseline) {
        boolean reachable = evidence.isEmpty() || evidence.stream().anyMatch(one -> !(one instanceof Evidence.Unread));
        return OperatorJudgement.judge(evidence, reachable, baseline, clock.instant())
                .reading();
    }
}
