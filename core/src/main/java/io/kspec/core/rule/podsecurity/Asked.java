package io.kspec.core.rule.podsecurity;

import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PodSecurityExemption;
import io.kspec.core.spec.PodSecurityLevel;
import io.kspec.core.spec.PodSecuritySpec;
import io.kspec.core.subject.Workload;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// By which version of the standards a check is asked, and in which namespaces.
///
/// @param elsewhere whether it is asked in namespaces that are not among the exceptions
/// @param exceptions namespaces whose own level makes it otherwise
record Asked(PodSecurityVersion version, boolean elsewhere, SortedSet<String> exceptions) {
    /// A check of the level baseline, which restricted takes over.
    static Stream<Asked> baseline(ClusterSpec spec, int since) {
        return of(spec, since, level -> level.compareTo(PodSecurityLevel.BASELINE) >= 0);
    }

    /// A check of the level baseline that restricted replaces by a stricter one from a version on.
    static Stream<Asked> baselineUntil(ClusterSpec spec, int overridden) {
        boolean replaced = version(spec).reaches(overridden);
        return replaced ? of(spec, 0, level -> level == PodSecurityLevel.BASELINE) : baseline(spec, 0);
    }

    /// A check of the level restricted alone.
    static Stream<Asked> restricted(ClusterSpec spec, int since) {
        return of(spec, since, level -> level == PodSecurityLevel.RESTRICTED);
    }

    /// Whatever the levels are.
    static Asked everywhere() {
        return new Asked(PodSecurityVersion.LATEST, true, new TreeSet<>());
    }

    /// Nothing when no namespace is asked, or when the check is younger than the version.
    private static Stream<Asked> of(ClusterSpec spec, int since, Predicate<PodSecurityLevel> asks) {
        PodSecuritySpec section = spec.podSecurity();
        if (section == null || section.enforce() == null || !version(spec).reaches(since)) {
            return Stream.empty();
        }
        boolean elsewhere = asks.test(section.enforce());
        var levels = new TreeMap<String, PodSecurityLevel>();
        for (PodSecurityExemption exemption : section.exemptions()) {
            if (exemption.namespace() != null) {
                levels.merge(
                        exemption.namespace(),
                        Objects.requireNonNullElse(exemption.level(), PodSecurityLevel.PRIVILEGED),
                        (one, other) -> one.compareTo(other) >= 0 ? one : other);
            }
        }
        var exceptions = new TreeSet<String>();
        levels.forEach((namespace, level) -> {
            if (asks.test(level) != elsewhere) {
                exceptions.add(namespace);
            }
        });
        return elsewhere || !exceptions.isEmpty()
                ? Stream.of(new Asked(version(spec), elsewhere, exceptions))
                : Stream.empty();
    }

    boolean about(Workload workload) {
        return elsewhere != exceptions.contains(workload.ref().namespace());
    }

    /// The validation, asked in the same namespaces.
    CelForm.Validation guarded(CelForm.Validation validation) {
        if (exceptions.isEmpty()) {
            return validation;
        }
        String among = "object.metadata.?namespace.orValue('') in " + Cel.texts(exceptions);
        return new CelForm.Validation(
                "%s || (%s)".formatted(elsewhere ? among : "!(" + among + ")", validation.expression()),
                validation.message(),
                validation.messageExpression());
    }

    private static PodSecurityVersion version(ClusterSpec spec) {
        return Optional.ofNullable(spec.podSecurity())
                .map(PodSecuritySpec::version)
                .flatMap(PodSecurityVersion::of)
                .orElse(PodSecurityVersion.LATEST);
    }
}
