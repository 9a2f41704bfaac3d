package io.kspec.lifecycle.crd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a change of one definition does, in both directions.
///
/// @param name     of the definition; empty when two bare schemas were compared
/// @param assumed  whether nothing was known about stored objects, so that they are taken to be in the storage
///                 version: the verdict is `static`
/// @param judged   what the two documents tell, the heaviest first
/// @param findings the same after evidence from objects was weighed in; as [#judged] where there was none
/// @param reverse  what putting the old definition back over the new one would come to
public record Comparison(
        String name, boolean assumed, List<Finding> judged, List<Finding> findings, List<Finding> reverse) {
    private static final Comparator<Finding> HEAVIEST_FIRST = Comparator.comparing(
                    Finding::up, Comparator.reverseOrder())
            .thenComparing(Finding::version)
            .thenComparing(Finding::path)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::before)
            .thenComparing(Finding::after)
            .thenComparing(Finding::why)
            .thenComparing(Finding::back);

    public Comparison {
        judged = judged.stream().sorted(HEAVIEST_FIRST).toList();
        findings = findings.stream().sorted(HEAVIEST_FIRST).toList();
        reverse = reverse.stream().sorted(HEAVIEST_FIRST).toList();
    }

    static Comparison of(String name, boolean assumed, List<Finding> findings, List<Finding> reverse) {
        return new Comparison(name, assumed, findings, findings, reverse);
    }

    /// The same comparison with findings that evidence made lighter, heavier or added.
    public Comparison with(List<Finding> adjusted) {
        return new Comparison(name, assumed, judged, adjusted, reverse);
    }

    /// The heaviest finding when the change is applied.
    public Severity verdict() {
        return findings.stream().map(Finding::up).max(Comparator.naturalOrder()).orElse(Severity.OK);
    }

    /// Whether a client, a writer or a stored object can be harmed.
    public boolean breaks() {
        return verdict().compareTo(Severity.BREAK) >= 0;
    }

    /// Going back is safe when no finding weighs a break or more on the way back, and the API server would take the
    /// old definition again without a loss that no finding spoke of.
    public Rollback rollback() {
        var places = new HashSet<String>();
        var reasons = new ArrayList<String>();
        findings.stream()
                .filter(finding -> finding.back().compareTo(Severity.BREAK) >= 0)
                .sorted(Comparator.comparing(Finding::back, Comparator.reverseOrder()))
                .forEach(finding -> {
                    places.add(place(finding));
                    reasons.add(
                            "%s%s: %s (%s)".formatted(where(finding), finding.rule(), finding.why(), word(finding)));
                });
        reverse.stream()
                .filter(finding -> finding.up().compareTo(Severity.LOSS) >= 0)
                .filter(finding -> !places.contains(place(finding)))
                .map(finding -> "going back, %s%s: %s".formatted(where(finding), finding.rule(), finding.why()))
                .forEach(reasons::add);
        return new Rollback(reasons.isEmpty(), reasons);
    }

    private static String word(Finding finding) {
        return "going back: " + finding.back().word();
    }

    private static String place(Finding finding) {
        return finding.version() + ": " + finding.path();
    }

    private static String where(Finding finding) {
        String place = Stream.of(finding.version(), finding.path())
                .filter(part -> !part.isEmpty())
                .reduce((version, path) -> version + ": " + path)
                .orElse("");
        return Optional.of(place)
                .filter(text -> !text.isEmpty())
                .map(text -> text + " ")
                .orElse("");
    }
}
