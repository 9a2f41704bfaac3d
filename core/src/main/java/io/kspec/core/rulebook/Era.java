package io.kspec.core.rulebook;

import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Rule;
import io.kspec.core.rule.Rules;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PodSecurityExemption;
import io.kspec.core.spec.PodSecuritySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// The rules of a specification from a time on. Pod Security exemptions are bound into rules when a specification is
/// compiled; when one ends, the rules of the next era take over, and nothing has to be compiled again.
///
/// @param from the first instant of the era
public record Era(Instant from, List<WorkloadRule> workloadRules, List<ClusterRule> clusterRules) {
    public Era {
        workloadRules = List.copyOf(workloadRules);
        clusterRules = List.copyOf(clusterRules);
    }

    /// One era per instant at which an exemption of a namespace ends.
    static List<Era> of(ClusterSpec spec) {
        PodSecuritySpec section = spec.podSecurity();
        return section == null
                ? List.of()
                : section.exemptions().stream()
                        .flatMap(exemption -> end(exemption).stream())
                        .distinct()
                        .sorted()
                        .map(from -> of(spec, section, from))
                        .toList();
    }

    /// Every rule of any time, each once.
    static Collection<Rule> all(List<Rule> now, List<Era> later) {
        var rules = new LinkedHashMap<String, Rule>();
        Stream.concat(
                        now.stream(),
                        later.stream()
                                .flatMap(era ->
                                        Stream.concat(era.workloadRules().stream(), era.clusterRules().stream())))
                .forEach(rule -> rules.putIfAbsent(rule.id().toString(), rule));
        return rules.values();
    }

    static List<WorkloadRule> workloadRules(List<Rule> rules) {
        return of(WorkloadRule.class, rules);
    }

    static List<ClusterRule> clusterRules(List<Rule> rules) {
        return of(ClusterRule.class, rules);
    }

    Era timedBy(LongSupplier nanoseconds) {
        return new Era(
                from,
                workloadRules.stream().map(rule -> rule.timedBy(nanoseconds)).toList(),
                clusterRules);
    }

    private static Era of(ClusterSpec spec, PodSecuritySpec section, Instant from) {
        List<PodSecurityExemption> left = section.exemptions().stream()
                .filter(exemption -> end(exemption).map(from::isBefore).orElse(true))
                .toList();
        List<Rule> rules = Rules.demandedBy(spec.demanding(section.exempting(left)));
        return new Era(from, workloadRules(rules), clusterRules(rules));
    }

    /// An end that cannot be read is one that has passed: a broken exemption pardons nothing.
    private static Optional<Instant> end(PodSecurityExemption exemption) {
        return Optional.ofNullable(exemption.expiresAt()).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException broken) {
                return Instant.MIN;
            }
        });
    }

    private static <T extends Rule> List<T> of(Class<T> kind, List<Rule> rules) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
