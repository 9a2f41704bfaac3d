package io.kspec.acceptance.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.kspec.testkit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The chart of this checkout, and what helm makes of it in namespace `kspec-system`.
public final class Chart {
    public static final Path ROOT = Path.of(System.getProperty("kspec.root"));
    public static final Path FOLDER = ROOT.resolve("charts/kspec-operator");

    /// Every feature that is off by default and needs no other product.
    static final String FEATURES =
            "--set=remediation.enabled=true,devops.enforcement.enabled=true,webhook.mutation.enabled=true";

    /// What the Prometheus Operator reads.
    static final String MONITORS = "--set=serviceMonitor.enabled=true,prometheusRule.enabled=true";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path HOME = home();

    private Chart() {}

    public static Program helm() {
        return Program.named("helm", HOME);
    }

    static Program kubectl() {
        return Program.named("kubectl", HOME);
    }

    /// What `helm template` answers, be it a refusal.
    static Program.Answer template(String... more) {
        return helm().run(Stream.concat(
                        Stream.of("template", "kspec-operator", FOLDER.toString(), "--namespace=kspec-system"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /// What would be installed, as text.
    static String rendered(String... more) {
        Program.Answer answer = template(more);
        if (!answer.succeeded()) {
            throw new AssertionError(answer.stderr());
        }
        return answer.stdout();
    }

    /// Every object that would be installed, hooks among them.
    static List<JsonNode> objects(String... more) {
        return parsed(rendered(more));
    }

    /// With every feature on.
    static List<JsonNode> everything(String... more) {
        return objects(
                Stream.concat(Stream.of(FEATURES, MONITORS), Stream.of(more)).toArray(String[]::new));
    }

    /// What `kubectl kustomize` makes of a folder below `config`.
    static List<JsonNode> kustomized(String folder) {
        Program.Answer answer = kubectl()
                .run("kustomize", ROOT.resolve("config").resolve(folder).toString());
        if (!answer.succeeded()) {
            throw new AssertionError(answer.stderr());
        }
        return parsed(answer.stdout());
    }

    /// The documents of a text, the empty ones left out.
    static List<JsonNode> parsed(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            var objects = new ArrayList<JsonNode>();
            documents.forEachRemaining(objects::add);
            return objects.stream().filter(JsonNode::isObject).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static JsonNode yaml(Path file) {
        return parsed(text(file)).getFirst();
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Kind and name, as people name an object.
    static String name(JsonNode object) {
        return "%s/%s"
                .formatted(
                        object.path("kind").asText(),
                        object.at("/metadata/name").asText());
    }

    static boolean isHook(JsonNode object) {
        return object.at("/metadata/annotations").has("helm.sh/hook");
    }

    static JsonNode only(List<JsonNode> objects, String name) {
        return objects.stream()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Path home() {
        try {
            Path home = Files.createTempDirectory("kspec-chart-");
            home.toFile().deleteOnExit();
            return home;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
