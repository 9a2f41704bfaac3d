package io.kspec.core.framework;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.rule.Controls;
import io.kspec.core.spec.ClusterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The frameworks that a specification asks for, and those that kspec knows.
///
/// A known framework is read by the ids of one revision, whatever revision is named: an id means something only
/// together with its revision, so results say by whose ids they speak.
public final class Frameworks {
    private static final Map<String, String> READ_AS = Map.ofEntries(
            Map.entry("cis-k8s-1.7", Controls.CIS),
            Map.entry("cis-k8s-1.8", Controls.CIS),
            Map.entry("cis-k8s-1.9", Controls.CIS),
            Map.entry("cis-k8s-1.10", Controls.CIS),
            Map.entry("cis-k8s-1.11", Controls.CIS),
            Map.entry("cis-k8s-1.12", Controls.CIS),
            Map.entry(Controls.CIS, Controls.CIS),
            Map.entry("pci-dss-4.0", Controls.PCI),
            Map.entry(Controls.PCI, Controls.PCI),
            Map.entry("nist-800-53", Controls.NIST),
            Map.entry(Controls.NIST, Controls.NIST),
            Map.entry("soc2", Controls.SOC2),
            Map.entry(Controls.SOC2, Controls.SOC2));

    private Frameworks() {}

    /// Every name of a known framework, in the order of the alphabet.
    public static List<String> names() {
        return READ_AS.keySet().stream().sorted().toList();
    }

    /// The known framework of this name; empty for any other word.
    public static Optional<Framework> named(String name) {
        return Optional.ofNullable(READ_AS.get(name))
                .map(readAs -> new Framework(name, readAs, Framework.Source.RULES, Catalogue.controls(readAs)));
    }

    /// What `compliance.frameworks` asks for, each name once, in the order of the specification. An entry that is
    /// neither a known name nor an object with a name is left out: validation tells of it.
    public static List<Framework> demandedBy(ClusterSpec spec) {
        var frameworks = new LinkedHashMap<String, Framework>();
        Stream.ofNullable(spec.compliance())
                .flatMap(compliance -> compliance.frameworks().stream())
                .flatMap(entry -> framework(entry).stream())
                .forEach(framework -> frameworks.putIfAbsent(framework.name(), framework));
        return List.copyOf(frameworks.values());
    }

    private static Optional<Framework> framework(JsonNode entry) {
        if (entry.isTextual()) {
            return named(entry.asText());
        }
        String name = entry.path("name").asText("");
        if (name.isBlank()) {
            return Optional.empty();
        }
        List<FrameworkControl> controls = StreamSupport.stream(
                        entry.path("controls").spliterator(), false)
                .map(Frameworks::control)
                .toList();
        Optional<Framework> known = named(name);
        if (known.isPresent()) {
            return controls.isEmpty()
                    ? known
                    : Optional.of(new Framework(name, name, Framework.Source.SPECIFICATION, controls));
        }
        String revision = entry.path("revision").asText("");
        String full = revision.isBlank() ? name : name + " " + revision;
        return Optional.of(new Framework(full, full, Framework.Source.OWN, controls));
    }

    private static FrameworkControl control(JsonNode control) {
        return new FrameworkControl(
                control.path("id").asText(""),
                control.path("title").asText(""),
                StreamSupport.stream(control.path("mappings").spliterator(), false)
                        .map(mapping -> mapping.path("check").asText(""))
                        .toList());
    }
}
