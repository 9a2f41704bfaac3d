package io.kspec.kube.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.policy.Generated;
import io.kspec.core.policy.NativePolicies;
import io.kspec.core.policy.Policies;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.core.policy.Terms;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.Mode;
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

/// One folder of examples of a workload rule, as module core keeps them: a specification and the objects beside it.
///
/// @param name of the specification, and of a namespace that only this specification speaks of
/// @param rulebook of the folder's rule alone, whatever else its specification demands
record PolicyCase(String name, Path folder, Rulebook rulebook) {
    private static final Path RULES =
            Path.of(System.getProperty("kspec.root"), "core", "src", "test", "resources", "rules");

    private static final ObjectMapper YAML = new YAMLMapper();

    /// @param object as it is in the file, or a workload made of it
    record Example(String file, JsonNode object, Verdict verdict) {
        boolean isPod() {
            return object.path("kind").asText().equals("Pod");
        }

        boolean fails() {
            return switch (verdict) {
                case Verdict.Pass _ -> false;
                case Verdict.Fail _ -> true;
                case Verdict.Manual _, Verdict.NotEvaluated _ ->
                    throw new AssertionError("an example that is not judged: " + file);
            };
        }
    }

    /// Every folder whose rule judges workloads.
    ///
    /// @param prefix tells the names of one test class from those of others
    static List<PolicyCase> all(String prefix) {
        List<Path> folders;
        try (Stream<Path> files = Files.walk(RULES)) {
            folders = files.filter(file -> file.getFileName().toString().equals("spec.yaml"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return folders.stream().flatMap(folder -> of(prefix, folder)).toList();
    }

    private static Stream<PolicyCase> of(String prefix, Path folder) {
        Path below = RULES.relativize(folder);
        String name = prefix + "-" + below.toString().replace('/', '-').replaceAll("^(.{0,45}).*$", "$1") + "-"
                + Integer.toHexString(below.toString().length());
        ObjectNode spec = (ObjectNode) read(folder.resolve("spec.yaml"));
        spec.putObject("enforcement").put("mode", "enforce").put("nativePolicies", "Deny");
        spec.putObject("webhooks").put("templates", "Deny");
        Rulebook.Compilation compilation =
                Rulebook.compile(name, Serialization.unmarshal(spec.toString(), ClusterSpec.class));
        assertThat(compilation).as(folder.toString()).isInstanceOf(Rulebook.Compilation.Compiled.class);
        Rulebook whole = ((Rulebook.Compilation.Compiled) compilation).rulebook();
        return whole.workloadRules().stream()
                .filter(rule -> rule.id().rule().equals(below.getName(0).toString()))
                .limit(1)
                .map(rule -> new PolicyCase(
                        name,
                        folder,
                        new Rulebook(
                                name,
                                whole.version(),
                                whole.enforcement(),
                                whole.reach(),
                                List.of(rule),
                                List.of(),
                                List.of(),
                                whole.notBuilt())));
    }

    /// A specification that demands every rule there is, as module core keeps it.
    static ClusterSpec everything() {
        Path file = RULES.resolveSibling("specs").resolve("everything.yaml");
        return Serialization.unmarshal(read(file).toString(), ClusterSpec.class);
    }

    WorkloadRule rule() {
        return rulebook.workloadRules().getFirst();
    }

    /// What stands beside the webhook.
    Generated policies(Set<String> exemptNamespaces) {
        assertThat(rule().cel()).isInstanceOf(CelForm.Expressed.class);
        return NativePolicies.of(rulebook, exemptNamespaces, Instant.now());
    }

    /// In a format, denying whatever breaks the rule.
    Generated policies(PolicyFormat format, Set<String> exemptNamespaces) {
        return Policies.of(rulebook, format, new Terms(Mode.ENFORCE, exemptNamespaces, Set.of(), Instant.now()));
    }

    /// Those of the files.
    List<Example> examples() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("spec.yaml"))
                    .sorted()
                    .map(file -> judged(file.getFileName().toString(), read(file)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Example> pods() {
        return examples().stream().filter(Example::isPod).toList();
    }

    /// The pods of the files inside a Deployment and a CronJob each, and the workloads of the files.
    List<Example> workloads() {
        Stream<Example> wrapped = pods().stream()
                .filter(example -> !example.object().path("spec").has("ephemeralContainers"))
                .flatMap(example -> {
                    String name = example.file().replace(".yaml", "");
                    return Stream.of(
                            judged(example.file() + " as Deployment", Wrapped.deployment(example.object(), name)),
                            judged(example.file() + " as CronJob", Wrapped.cronJob(example.object(), name)));
                });
        return Stream.concat(wrapped, examples().stream().filter(example -> !example.isPod()))
                .toList();
    }

    /// Whether the engine finds that an object breaks the rule.
    boolean fails(JsonNode object) {
        return judged(object.at("/metadata/name").asText(), object).fails();
    }

    private Example judged(String file, JsonNode object) {
        Workload workload =
                Workload.of(object).orElseThrow(() -> new AssertionError(file + " holds no workload in " + folder));
        return new Example(file, object, rule().judge(workload));
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
