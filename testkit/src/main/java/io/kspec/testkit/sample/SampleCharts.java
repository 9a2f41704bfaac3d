package io.kspec.testkit.sample;

import io.kspec.testkit.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The sample operator's Helm charts.
///
/// Release and namespace may be any: cluster-scoped names hold both. Values: `environment`, `replicas`, `image`,
/// `env`, `nodeSelector`, `leaderElection.namespace`, where all colours elect one leader, and `webhook` as
/// [WebhookKeys] has it: without it no webhook is registered.
public final class SampleCharts {
    /// Where the image's name ends; give it to the small kubelet with [SampleOperator#program()].
    public static final String IMAGE = "sample-operator";

    /// The CustomResourceDefinition that every chart brings.
    public static final String DEFINITION = "widgets.sample.kspec.io";

    private static final List<String> OF_EACH = List.of("Chart.yaml", "values.yaml", "crds/widgets.yaml");
    private static final List<String> OF_ALL =
            List.of("templates/operator.yaml", "templates/rights.yaml", "templates/webhook.yaml");

    private SampleCharts() {}

    /// The chart as a folder below `scratch`, which is made.
    public static Path folder(SampleVersion version, Path scratch) {
        Path folder = scratch.resolve("sample-operator-" + version.text());
        OF_EACH.forEach(file -> copy(version.text() + "/" + file, folder.resolve(file)));
        OF_ALL.forEach(file -> copy("base/" + file, folder.resolve(file)));
        return folder;
    }

    /// The chart as helm packs it: `sample-operator-<version>.tgz` below `scratch`.
    public static Path archive(SampleVersion version, Path scratch) {
        Path folder = folder(version, scratch);
        run(scratch, "package", folder.toString(), "--destination=" + scratch);
        return scratch.resolve("sample-operator-%s.tgz".formatted(version.text()));
    }

    /// The objects of a release in YAML, definitions left out.
    ///
    /// @param values by their paths, as `--set` takes them
    public static String rendered(
            SampleVersion version, String release, String namespace, Map<String, String> values, Path scratch) {
        var words = new ArrayList<>(
                List.of("template", release, folder(version, scratch).toString(), "--namespace=" + namespace));
        values.forEach((path, value) -> words.add("--set=%s=%s".formatted(path, value)));
        return run(scratch, words.toArray(String[]::new)).stdout();
    }

    /// The CustomResourceDefinition of a version in YAML.
    public static String definition(SampleVersion version) {
        return new String(bytes(version.text() + "/crds/widgets.yaml"), StandardCharsets.UTF_8);
    }

    private static Program.Answer run(Path scratch, String... words) {
        Program.Answer answer = Program.named("helm", scratch).run(words);
        if (!answer.succeeded()) {
            throw new IllegalStateException("helm %s: %s".formatted(String.join(" ", words), answer.stderr()));
        }
        return answer;
    }

    private static void copy(String resource, Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, bytes(resource));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream stream = SampleCharts.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(stream, resource).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
