package io.kspec.cli.impact;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.input.ManifestFiles;
import io.kspec.cli.input.Manifests;
import io.kspec.cli.spec.Compiling;
import io.kspec.cli.spec.Specification;
import io.kspec.cli.spec.SpecificationChoice;
import io.kspec.cli.terminal.Slowly;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.failure.Failure;
import io.kspec.core.impact.Impact;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.NamespacesRead;
import io.kspec.core.scan.RunningWorkloads;
import io.kspec.core.subject.Workload;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads what a new specification is tried on, and judges it.
final class ImpactJudging {
    private final Terminal terminal;
    private final Rulebook next;

    ImpactJudging(Terminal terminal, Rulebook next) {
        this.terminal = terminal;
        this.next = next;
    }

    /// The cluster, compared with its own specifications.
    Step<Compared> cluster(ClusterOptions options) {
        return switch (OpenCluster.open(options, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.retyped();
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster cluster = opened.value()) {
                    yield switch (inForce(cluster)) {
                        case Step.Stop<List<Rulebook>> stop -> stop.retyped();
                        case Step.Next<List<Rulebook>> current -> Step.next(judged(cluster, current.value()));
                    };
                }
            }
        };
    }

    /// The cluster, compared with specifications out of files.
    Step<Compared> cluster(ClusterOptions options, List<Rulebook> current) {
        return switch (OpenCluster.open(options, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.retyped();
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster cluster = opened.value()) {
                    yield Step.next(judged(cluster, current));
                }
            }
        };
    }

    /// Workloads out of files.
    Compared files(List<String> files, boolean recursive, List<Rulebook> current) {
        Manifests manifests = ManifestFiles.read(files, recursive, terminal.in());
        manifests.hints().forEach(terminal::warn);
        List<JsonNode> objects =
                manifests.documents().stream().map(Document::json).toList();
        List<Workload> workloads =
                objects.stream().flatMap(json -> Workload.of(json).stream()).toList();
        List<Failure> gaps = Stream.concat(
                        manifests.broken().stream().map(Broken::failure), manifests.unread().stream())
                .toList();
        return compared(
                current,
                workloads,
                objects,
                (workloads.size() == 1 ? "1 workload" : workloads.size() + " workloads") + " in files",
                gaps);
    }

    private Step<List<Rulebook>> inForce(OpenCluster cluster) {
        return switch (SpecificationChoice.all(cluster.specifications(), cluster.templates())) {
            case Step.Stop<List<Specification>> stop -> stop.retyped();
            case Step.Next<List<Specification>> all -> Compiling.all(all.value(), terminal);
        };
    }

    private Compared judged(OpenCluster cluster, List<Rulebook> current) {
        try (var _ = Slowly.saying(terminal, "Reading " + cluster.server())) {
            Set<Resource> reads = EnumSet.of(Resource.NAMESPACES);
            reads.addAll(RunningWorkloads.READS);
            ClusterView view = cluster.read(reads);
            return compared(
                    current,
                    RunningWorkloads.of(view).toList(),
                    view.list(Resource.NAMESPACES).items(),
                    cluster.server(),
                    RunningWorkloads.gaps(view).stream().distinct().toList());
        }
    }

    private Compared compared(
            List<Rulebook> current,
            List<Workload> workloads,
            List<JsonNode> objects,
            String subject,
            List<Failure> gaps) {
        var circumstances =
                new Circumstances(NamespacesRead.of(objects), terminal.clock().instant());
        return new Compared(
                Impact.of(current, next, workloads, circumstances),
                next.specification(),
                current.stream().map(Rulebook::specification).toList(),
                subject,
                gaps);
    }
}
