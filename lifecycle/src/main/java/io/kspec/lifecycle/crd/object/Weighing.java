package io.kspec.lifecycle.crd.object;

import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.object.ObjectSource.Seen;
import io.kspec.lifecycle.crd.rule.cel.CelRuntimeCost;
import io.kspec.lifecycle.crd.rule.merge.StoredObjectsAlreadyInvalid;
import io.kspec.lifecycle.crd.schema.ServedOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Weighs the objects that are stored into a comparison of their definition.
///
/// Objects are read only when some finding could come to weigh something else, and in the version that the finding is
/// about: what another version of an object does not show may be there all the same. A finding about no version, or
/// about one that is not served, is moved only by there being no objects at all.
public final class Weighing {
    private final Crd live;
    private final Crd next;
    private final ObjectSource source;

    private Weighing(Crd live, Crd next, ObjectSource source) {
        this.live = live;
        this.next = next;
        this.source = source;
    }

    /// Reads what has to be read, and weighs it in. Where objects could not be seen, nothing weighs less.
    ///
    /// @param comparison of `live` with `next`
    /// @param now        against which evidence is fresh
    public static Weighed weigh(Comparison comparison, Crd live, Crd next, ObjectSource source, Instant now) {
        return new Weighing(live, next, source).weighed(comparison, now);
    }

    private Weighed weighed(Comparison comparison, Instant now) {
        Map<String, List<Finding>> open = comparison.findings().stream()
                .filter(finding -> Evidence.moves(finding) && readIn(finding).isPresent())
                .collect(Collectors.groupingBy(
                        finding -> readIn(finding).orElseThrow(), TreeMap::new, Collectors.toList()));
        SortedMap<String, Seen> seen = new TreeMap<>();
        open.forEach((version, findings) -> seen.put(version, read(version, findings)));
        List<Finding> findings = new ArrayList<>();
        for (Finding finding : comparison.findings()) {
            findings.add(readIn(finding)
                    .flatMap(version -> Optional.ofNullable(seen.get(version)))
                    .map(one -> adjusted(finding, one.evidence(), now))
                    .orElse(finding));
        }
        seen.forEach((version, one) -> {
            invalidBefore(version, one.evidence()).ifPresent(findings::add);
            costly(version, one.evidence()).ifPresent(findings::add);
        });
        return new Weighed(comparison.with(findings), seen);
    }

    private Optional<String> readIn(Finding finding) {
        return live.version(finding.version())
                .filter(CrdVersion::served)
                .map(CrdVersion::name)
                .or(this::best);
    }

    /// The version in which objects are read without a conversion, or else the one that the API server prefers.
    private Optional<String> best() {
        List<String> served = live.versions().stream()
                .filter(CrdVersion::served)
                .map(CrdVersion::name)
                .toList();
        return live.storage().map(CrdVersion::name).filter(served::contains).or(() -> served.stream()
                .min(ServedOrder.PREFERRED_FIRST));
    }

    private Seen read(String version, List<Finding> findings) {
        VersionSchema today =
                live.version(version).map(one -> VersionSchema.of(one.json())).orElseThrow();
        VersionSchema tomorrow =
                next.version(version).map(one -> VersionSchema.of(one.json())).orElse(today);
        Simulation simulation = Simulation.of(today, tomorrow, source.ratcheting());
        Set<String> paths = findings.stream()
                .filter(finding -> finding.version().equals(version))
                .map(Finding::path)
                .collect(Collectors.toCollection(TreeSet::new));
        return source.read(live, version, () -> EvidenceCollector.of(source.name(), today, simulation, paths));
    }

    private Finding adjusted(Finding finding, Evidence evidence, Instant now) {
        boolean ofItsVersion = readIn(finding).filter(finding.version()::equals).isPresent();
        return (ofItsVersion ? evidence : evidence.ofExistence())
                .adjust(List.of(finding), Set.of(source.name()), now)
                .getFirst();
    }

    private static Optional<Finding> costly(String version, Evidence evidence) {
        return evidence.costly().kept().stream()
                .findFirst()
                .map(most -> CelRuntimeCost.found(
                        version,
                        "%s of %d, most of all %s"
                                .formatted(evidence.costly().count(), evidence.objects(), most.display())));
    }

    private static Optional<Finding> invalidBefore(String version, Evidence evidence) {
        return Optional.ofNullable(evidence.outcomes().get(Outcome.Kind.ALREADY_BAD))
                .map(bad -> StoredObjectsAlreadyInvalid.found(
                        version,
                        "%d of %d, such as %s"
                                .formatted(
                                        bad.objects(),
                                        evidence.objects(),
                                        bad.samples().kept().first().display())));
    }
}
