package io.kspec.core.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.Yaml;
import io.kspec.core.cluster.ClusterViews;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files under `rules/`: below a rule's name, a `spec.yaml` that demands the rule, and beside it what passes
/// and what fails. A rule with parameters has one folder per set of them.
final class RuleExamples {
    static final Path FOLDER = Path.of("src", "test", "resources", "rules");

    private RuleExamples() {}

    /// @param rule the one rule that the specification beside the file demands
    record Example(String name, Rule rule, boolean passes, List<JsonNode> documents) {
        Verdict verdict() {
            return switch (rule) {
                case WorkloadRule workloadRule ->
                    workloadRule.judge(Workload.of(documents.getFirst()).orElseThrow());
                case ClusterRule clusterRule -> clusterRule.judge(ClusterViews.of(documents));
            };
        }
    }

    static List<Example> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("(pass|fail)-.*\\.yaml"))
                    .sorted()
                    .map(RuleExamples::example)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Example example(Path file) {
        ClusterSpec spec =
                Yaml.spec(Yaml.documents(file.resolveSibling("spec.yaml")).getFirst());
        String folder = FOLDER.relativize(file).getName(0).toString();
        Rule rule = Rules.demandedBy(spec).stream()
                .filter(demanded -> demanded.id().rule().equals(folder))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the specification does not demand " + folder));
        return new Example(
                FOLDER.relativize(file).toString(),
                rule,
                file.getFileName().toString().startsWith("pass-"),
                Yaml.documents(file));
    }
}
