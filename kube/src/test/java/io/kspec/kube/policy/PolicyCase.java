package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.policy.Generated;
import io.kspec.core.policy.NativePolicies;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// One folder of examples of a workload rule, as module core keeps them: a specification and the pods beside it.
///
/// @param name of the specification, and of a namespace that only this specification speaks of
record PolicyCase(String name, Path folder, Rulebook rulebook) {
    private static final Path RULES =
            Path.of(System.getProperty("kspec.root"), "core", "src", "test", "resources", "rules");

    private static final ObjectMapper YAML = new YAMLMapper();

    /// @param pod as it is in the file
    record Example(String file, JsonNode pod, Verdict verdict) {}

    /// Every folder whose rule judges workloads and can be said in CEL.
    static List<PolicyCase> all() {
        List<Path> folders;
        try (Stream<Path> files = Files.walk(RULES)) {
            folders = files.filter(file -> file.getFileName().toString().equals("spec.yaml"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return folders.stream()
                .map(PolicyCase::of)
                .filter(PolicyCase::judgesWorkloads)
                .toList();
    }

    private static PolicyCase of(Path folder) {
        String name = "native-"
                + RULES.relativize(folder).toString().replace('/', '-').replaceAll("^(.{0,45}).*$", "$1")
                + "-" + Integer.toHexString(folder.toString().length());
        ObjectNode spec = (ObjectNode) read(folder.resolve("spec.yaml"));
        spec.putObject("enforcement").put("mode", "enforce").put("nativePolicies", "Deny");
        Rulebook.Compilation compilation =
                Rulebook.compile(name, Serialization.unmarshal(spec.toString(), ClusterSpec.class));
        assertThat(compilation).as(folder.toString()).isInstanceOf(Rulebook.Compilation.Compiled.class);
        return new PolicyCase(name, folder, ((Rulebook.Compilation.Compiled) compilation).rulebook());
    }

    /// Whether the folder is named by a workload rule; the specification of another may demand one as well.
    private boolean judgesWorkloads() {
        return ofFolder().findFirst().isPresent();
    }

    WorkloadRule rule() {
        return ofFolder().findFirst().orElseThrow();
    }

    private Stream<WorkloadRule> ofFolder() {
        String folderOfRule = RULES.relativize(folder).getName(0).toString();
        return rulebook.workloadRules().stream().filter(rule -> rule.id().rule().equals(folderOfRule));
    }

    /// The policies of the folder's rule alone.
    Generated policies(Set<String> exemptNamespaces) {
        assertThat(rule().cel()).isInstanceOf(CelForm.Expressed.class);
        var alone = new Rulebook(
                rulebook.specification(),
                rulebook.version(),
                rulebook.enforcement(),
                rulebook.reach(),
                List.of(rule()),
                List.of(),
                List.of(),
                List.of());
        return NativePolicies.of(alone, exemptNamespaces, Instant.now());
    }

    /// The pods among the examples: generated policies judge nothing else.
    List<Example> examples() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("spec.yaml"))
                    .filter(file -> read(file).path("kind").asText().equals("Pod"))
                    .sorted()
                    .map(file -> {
                        JsonNode pod = read(file);
                        return new Example(
                                file.getFileName().toString(),
                                pod,
                                rule().judge(Workload.of(pod)
                                        .orElseThrow(() -> new AssertionError(file + " holds no workload"))));
                    })
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
