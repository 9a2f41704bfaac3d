package io.kspec.cli.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.input.ManifestFiles;
import io.kspec.cli.input.Manifests;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.core.cluster.Listing;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.failure.Failure;
import io.kspec.core.resolve.Library;
import io.kspec.core.resolve.Resolution;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import io.kspec.kube.read.ClusterLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Which ClusterSpecification to judge by. Anything but exactly one ends the command and says what to do.
public final class SpecificationChoice {
    private static final String EMBEDDED = "/io/kspec/cli/spec/production-cluster.yaml";

    private static final String THE_CLUSTER = "the cluster";

    private SpecificationChoice() {}

    /// The one in a file, which builds on nothing but the file and the built-in templates.
    public static Step<Specification> inFile(Path file, InputStream stdin) {
        return inFile(file, List.of(), stdin);
    }

    /// The one in a file. Of several, the one that none of the others builds on.
    ///
    /// @param libraries files and folders of what it may build on
    public static Step<Specification> inFile(Path file, List<Path> libraries, InputStream stdin) {
        if (!file.toString().equals("-") && !Files.isRegularFile(file)) {
            return Step.stop(
                    ExitCode.USAGE,
                    "no such specification file (%s). Check the path that --spec names.".formatted(file));
        }
        Manifests manifests = ManifestFiles.read(List.of(file.toString()), false, stdin);
        if (!manifests.complete()) {
            return new Step.Stop<>(
                    ExitCode.NOT_EVALUATED,
                    Stream.concat(manifests.broken().stream().map(Broken::failure), manifests.unread().stream())
                            .map(Failure::sentence)
                            .toList());
        }
        return oneOf(manifests.documents(), FileLibrary.of(manifests.documents(), libraries), file.toString());
    }

    /// The profile that kspec carries with it, for files that nobody chose a specification for.
    public static Step<Specification> embedded() {
        try (InputStream profile =
                Objects.requireNonNull(SpecificationChoice.class.getResourceAsStream(EMBEDDED), EMBEDDED)) {
            String text = new String(profile.readAllBytes(), StandardCharsets.UTF_8);
            List<Document> documents = Documents.read("production-cluster.yaml", text).stream()
                    .filter(Document.class::isInstance)
                    .map(Document.class::cast)
                    .toList();
            return oneOf(documents, Library.builtIn(), "embedded");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The one of that name in the cluster, with its own templates left out.
    public static Step<Specification> named(String name, Listing inCluster) {
        return named(name, inCluster, Listing.complete(List.of()));
    }

    /// The one of that name in the cluster.
    ///
    /// @param templates the PolicyTemplates of the cluster
    public static Step<Specification> named(String name, Listing inCluster, Listing templates) {
        return complete(inCluster) instanceof Step.Stop<Listing> stop
                ? stop.retyped()
                : inCluster.items().stream()
                        .filter(item -> name(item).equals(name))
                        .findFirst()
                        .map(item -> sound(item, ClusterLibrary.of(inCluster, templates), THE_CLUSTER))
                        .orElseGet(() -> Step.stop(
                                ExitCode.USAGE,
                                "the cluster has no ClusterSpecification \"%s\". It has: %s."
                                        .formatted(name, names(inCluster))));
    }

    /// The only one in the cluster, with its own templates left out.
    public static Step<Specification> only(Listing inCluster) {
        return only(inCluster, Listing.complete(List.of()));
    }

    /// The only one in the cluster.
    ///
    /// @param templates the PolicyTemplates of the cluster
    public static Step<Specification> only(Listing inCluster, Listing templates) {
        if (complete(inCluster) instanceof Step.Stop<Listing> stop) {
            return stop.retyped();
        }
        return switch (inCluster.items().size()) {
            case 0 ->
                Step.stop(
                        ExitCode.USAGE,
                        "the cluster has no ClusterSpecification to judge by. Pass --spec FILE; kspec init writes one.");
            case 1 -> sound(inCluster.items().getFirst(), ClusterLibrary.of(inCluster, templates), THE_CLUSTER);
            default ->
                Step.stop(
                        ExitCode.USAGE,
                        "the cluster has several ClusterSpecifications. Choose one with --spec-name: %s."
                                .formatted(names(inCluster)));
        };
    }

    /// Every one in the cluster, in the order of names; none is no failure.
    ///
    /// @param templates the PolicyTemplates of the cluster
    public static Step<List<Specification>> all(Listing inCluster, Listing templates) {
        if (complete(inCluster) instanceof Step.Stop<Listing> stop) {
            return stop.retyped();
        }
        var all = new ArrayList<Specification>();
        for (JsonNode item : inCluster.items()) {
            switch (sound(item, ClusterLibrary.of(inCluster, templates), THE_CLUSTER)) {
                case Step.Stop<Specification> stop -> {
                    return stop.retyped();
                }
                case Step.Next<Specification> next -> all.add(next.value());
            }
        }
        all.sort(Comparator.comparing(Specification::name));
        return Step.next(all);
    }

    private static Step<Listing> complete(Listing inCluster) {
        return inCluster.gaps().isEmpty()
                ? Step.next(inCluster)
                : new Step.Stop<>(
                        ExitCode.NOT_EVALUATED,
                        inCluster.gaps().stream().map(Failure::sentence).toList());
    }

    private static Step<Specification> oneOf(List<Document> documents, Library library, String origin) {
        List<JsonNode> specifications = documents.stream()
                .map(Document::json)
                .filter(Kinds::isSpecification)
                .toList();
        List<JsonNode> foremost = specifications.stream()
                .filter(one -> specifications.stream().noneMatch(other -> buildsOn(other, name(one))))
                .toList();
        if (foremost.size() == 1) {
            return sound(foremost.getFirst(), library, origin);
        }
        return Step.stop(
                ExitCode.NOT_EVALUATED,
                specifications.isEmpty()
                        ? "no ClusterSpecification in it (%s). kspec init writes one.".formatted(origin)
                        : ("%d ClusterSpecifications in it, and not one that builds on the others (%s)."
                                        + " Keep the one to judge by in a file of its own.")
                                .formatted(specifications.size(), origin));
    }

    private static boolean buildsOn(JsonNode json, String name) {
        for (JsonNode base : json.path("spec").path("policyInheritance").path("basePolicies")) {
            if (base.asText("").equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static Step<Specification> sound(JsonNode json, Library library, String origin) {
        List<SpecProblem> foreign = Kinds.foreign(json).stream().toList();
        if (!foreign.isEmpty()) {
            return refused(foreign, origin);
        }
        return switch (SpecReading.of(json.path("spec"), FieldPath.of("spec"))) {
            case SpecReading.Read<ClusterSpec>(ClusterSpec spec) -> resolved(name(json), spec, library, origin);
            case SpecReading.Unreadable<ClusterSpec>(var problems) -> refused(problems, origin);
        };
    }

    private static Step<Specification> resolved(String name, ClusterSpec spec, Library library, String origin) {
        return switch (Resolution.of(name, spec, library)) {
            case Resolution.Resolved resolved ->
                Step.next(
                        new Specification(name, resolved.effective(), origin, resolved.origins(), resolved.warnings()));
            case Resolution.Refused refused -> refused(refused.problems(), origin);
        };
    }

    /// What to say of a specification that cannot be judged by.
    public static <T> Step<T> refused(List<SpecProblem> problems, String origin) {
        return new Step.Stop<>(
                ExitCode.NOT_EVALUATED,
                problems.stream()
                        .map(problem -> "%s: %s".formatted(origin, problem.sentence()))
                        .toList());
    }

    private static String name(JsonNode json) {
        return json.path("metadata").path("name").asText("");
    }

    private static String names(Listing inCluster) {
        return inCluster.items().isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        inCluster.items().stream()
                                .map(SpecificationChoice::name)
                                .toList());
    }
}
