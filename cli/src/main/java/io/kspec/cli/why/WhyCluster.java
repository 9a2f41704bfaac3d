package io.kspec.cli.why;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.Installation;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.spec.Compiling;
import io.kspec.cli.spec.Specification;
import io.kspec.cli.spec.SpecificationChoice;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Slowly;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.NamespacesRead;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.why.Declared;
import io.kspec.core.why.Why;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Asks about one object of a cluster.
final class WhyCluster {
    private final Terminal terminal;
    private final ClusterOptions options;
    private final Optional<String> namespace;

    WhyCluster(Terminal terminal, ClusterOptions options, Optional<String> namespace) {
        this.terminal = terminal;
        this.options = options;
        this.namespace = namespace;
    }

    Step<Answered> answer(Optional<Path> file, ObjectName name) {
        return switch (OpenCluster.open(options, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.retyped();
            case Step.Next<OpenCluster> next -> {
                try (OpenCluster cluster = next.value();
                        var _ = Slowly.saying(terminal, "Reading " + cluster.server())) {
                    yield switch (declared(cluster, file)) {
                        case Step.Stop<List<Declared>> stop -> stop.retyped();
                        case Step.Next<List<Declared>> declared -> answer(cluster, declared.value(), name);
                    };
                }
            }
        };
    }

    private Step<List<Declared>> declared(OpenCluster cluster, Optional<Path> file) {
        return switch (specifications(cluster, file)) {
            case Step.Stop<List<Specification>> stop -> stop.retyped();
            case Step.Next<List<Specification>> next ->
                switch (Compiling.all(next.value(), terminal)) {
                    case Step.Stop<List<Rulebook>> stop -> stop.retyped();
                    case Step.Next<List<Rulebook>> rulebooks -> Step.next(paired(rulebooks.value(), next.value()));
                };
        };
    }

    private Step<List<Specification>> specifications(OpenCluster cluster, Optional<Path> file) {
        if (file.isEmpty()) {
            return SpecificationChoice.all(cluster.specifications(), cluster.templates());
        }
        return switch (SpecificationChoice.inFile(file.get(), terminal.in())) {
            case Step.Stop<Specification> stop -> stop.retyped();
            case Step.Next<Specification> next -> Step.next(List.of(next.value()));
        };
    }

    private static List<Declared> paired(List<Rulebook> rulebooks, List<Specification> specifications) {
        var declared = new ArrayList<Declared>();
        for (int at = 0; at < rulebooks.size(); at++) {
            declared.add(new Declared(rulebooks.get(at), specifications.get(at).demands()));
        }
        return declared;
    }

    private Step<Answered> answer(OpenCluster cluster, List<Declared> declared, ObjectName name) {
        if (declared.isEmpty()) {
            return Step.stop(
                    ExitCode.USAGE,
                    "the cluster has no ClusterSpecification to judge by. Pass --spec FILE; kspec init writes one.");
        }
        Optional<ClusterView> whole = isWorkload(name.resource())
                ? Optional.empty()
                : Optional.of(cluster.read(reads(declared, name.resource())));
        ClusterView view = whole.orElseGet(() ->
                cluster.readIn(namespace.orElseGet(cluster::namespace), Set.of(name.resource(), Resource.NAMESPACES)));
        Listing listing = view.list(name.resource());
        Optional<JsonNode> found = listing.items().stream()
                .filter(item -> isMeant(item, name, cluster))
                .findFirst();
        if (found.isEmpty()) {
            return missing(listing, name, cluster);
        }
        Installation installation = Installation.of(cluster.read(Set.of(Resource.VALIDATING_WEBHOOKS)));
        var circumstances = new Circumstances(
                NamespacesRead.of(view.list(Resource.NAMESPACES).items()),
                terminal.clock().instant());
        return Step.next(new Answered(
                List.of(Why.of(declared, found.get(), whole, circumstances, installation.leftAlone())), true));
    }

    private static boolean isWorkload(Resource resource) {
        return WorkloadKind.of(resource.apiVersion(), resource.kind()).isPresent();
    }

    private static Set<Resource> reads(List<Declared> declared, Resource resource) {
        Set<Resource> reads = EnumSet.of(resource, Resource.NAMESPACES);
        declared.forEach(one -> one.rulebook().clusterRules().forEach(rule -> reads.addAll(rule.reads())));
        return reads;
    }

    private boolean isMeant(JsonNode item, ObjectName name, OpenCluster cluster) {
        JsonNode metadata = item.path("metadata");
        boolean here = !name.resource().namespaced()
                || metadata.path("namespace").asText("").equals(namespace.orElseGet(cluster::namespace));
        return here && metadata.path("name").asText("").equals(name.name());
    }

    private Step<Answered> missing(Listing listing, ObjectName name, OpenCluster cluster) {
        if (!listing.gaps().isEmpty()) {
            return new Step.Stop<>(
                    ExitCode.NOT_EVALUATED,
                    listing.gaps().stream().map(Failure::sentence).toList());
        }
        List<String> names = listing.items().stream()
                .map(item -> item.path("metadata").path("name").asText(""))
                .distinct()
                .toList();
        String where =
                name.resource().namespaced() ? "namespace " + namespace.orElseGet(cluster::namespace) : "the cluster";
        return Step.stop(
                ExitCode.USAGE,
                "no %s is called \"%s\" (%s). %s"
                        .formatted(
                                name.resource().kind(),
                                name.name(),
                                where,
                                Nearest.to(name.name(), names)
                                        .map("Did you mean %s?"::formatted)
                                        .orElse("Check the name, and the namespace with -n.")));
    }
}
