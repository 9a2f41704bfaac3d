package io.kspec.cli.enforce;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.Installation;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.policy.Notes;
import io.kspec.cli.policy.PolicyCheck;
import io.kspec.cli.policy.Standing;
import io.kspec.cli.policy.WantedPolicies;
import io.kspec.cli.spec.Compiling;
import io.kspec.cli.spec.Specification;
import io.kspec.cli.spec.SpecificationChoice;
import io.kspec.cli.terminal.Columns;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.kube.write.ObjectWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "enforce",
        header = "Apply the generated policies of a specification by hand.",
        description = {
            "",
            "Writes the ValidatingAdmissionPolicies that the specification asks for in its mode, as the operator does:",
            "an object is replaced whole unless somebody wrote in between, and never when it is not kspec's own.",
            "Where the operator runs, apply the specification instead and let it hold the policies.",
            ""
        },
        footer = {
            "  kspec enforce --spec cluster-spec.yaml --dry-run=server    what would be done",
            "  kspec enforce --spec cluster-spec.yaml",
            "  kspec enforce --spec cluster-spec.yaml --prune             and remove what it no longer asks for",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every policy stands as the specification asks, or would.",
            "2:Wrong usage.",
            "3:The cluster or the specification could not be read.",
            "4:A policy was refused, or an object of its name is not kspec's own."
        })
public final class EnforceCommand implements Callable<Integer> {
    /// The operator's own, so that neither takes the other for a stranger.
    private static final String MANAGER = "kspec-policies";

    private final Terminal terminal;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            required = true,
            description = "The file of the ClusterSpecification. Required.")
    private @Nullable Path file;

    @Option(
            names = "--dry-run",
            paramLabel = "HOW",
            defaultValue = "none",
            description = "none; client: only say what would be done; server: let the API server check it too.")
    private DryRun dryRun = DryRun.NONE;

    @Option(names = "--prune", description = "Remove what the specification no longer asks for. Off by default.")
    private boolean prune;

    public EnforceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (file == null) {
            terminal.complain("which specification? Name its file with --spec.");
            return ExitCode.USAGE.code();
        }
        return switch (rulebook(file)) {
            case Step.Stop<Rulebook> stop -> stop.end(terminal);
            case Step.Next<Rulebook> next -> enforce(next.value(), file);
        };
    }

    private Step<Rulebook> rulebook(Path path) {
        return switch (SpecificationChoice.inFile(path, terminal.in())) {
            case Step.Stop<Specification> stop -> stop.retyped();
            case Step.Next<Specification> next -> Compiling.compiled(next.value(), terminal);
        };
    }

    private int enforce(Rulebook rulebook, Path path) {
        Instant now = terminal.clock().instant();
        if (rulebook.enforcementAt(now).nativePolicies() == NativePolicyAction.OFF) {
            terminal.note("%s: no policy is applied. --prune removes what an earlier mode left behind."
                    .formatted(whyNone(rulebook)));
            if (!prune) {
                return ExitCode.OK.code();
            }
        }
        return switch (OpenCluster.open(options, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.end(terminal);
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster cluster = opened.value()) {
                    yield enforce(cluster, rulebook, path, now);
                }
            }
        };
    }

    private static String whyNone(Rulebook rulebook) {
        if (rulebook.enforcement().mode() == Mode.MONITOR) {
            return "%s is in mode monitor, which only records".formatted(rulebook.specification());
        }
        return rulebook.enforcement().nativePolicies() == NativePolicyAction.OFF
                ? "%s switches them off in spec.enforcement.nativePolicies".formatted(rulebook.specification())
                : "%s is not active at this time (spec.timeBasedActivation)".formatted(rulebook.specification());
    }

    private int enforce(OpenCluster cluster, Rulebook rulebook, Path path, Instant now) {
        Set<Resource> reads = EnumSet.copyOf(PolicyCheck.READS);
        reads.addAll(Installation.READS);
        ClusterView view = cluster.read(reads);
        Installation installation = Installation.of(view);
        if (installation.operator()) {
            terminal.note("an operator holds the policies of this cluster, and removes those of a specification that"
                    + " it does not know. Let it: kubectl apply -f %s".formatted(path));
        }
        Notes.ofCronJobs(installation, terminal);
        WantedPolicies wanted = WantedPolicies.of(rulebook, installation.leftAlone(), now);
        wanted.leftOut().forEach(left -> terminal.warn("no policy says %s: %s.".formatted(left.rule(), left.reason())));
        ObjectWriter writer = cluster.writer(MANAGER);
        Optional<ObjectWriter> previewing = dryRun == DryRun.CLIENT ? Optional.empty() : Optional.of(writer);
        return switch (new PolicyCheck(wanted, previewing).in(view)) {
            case Step.Stop<List<Standing>> stop -> stop.end(terminal);
            case Step.Next<List<Standing>> next -> carryOut(next.value(), new PolicyWriting(writer, dryRun, prune));
        };
    }

    private int carryOut(List<Standing> standings, PolicyWriting writing) {
        if (standings.isEmpty()) {
            terminal.note("there is nothing to apply and nothing to remove.");
            return ExitCode.OK.code();
        }
        List<PolicyStep> steps = standings.stream().map(writing::step).toList();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("ACTION", "KIND", "NAME", "RESULT"));
        steps.forEach(step -> rows.add(List.of(
                step.action(), step.standing().kind().kind(), step.standing().name(), step.result())));
        Columns.lines(rows).forEach(terminal.out()::println);
        terminal.out().flush();
        List<PolicyStep> troubles = steps.stream().filter(PolicyStep::trouble).toList();
        troubles.forEach(step -> terminal.complain("%s %s: %s"
                .formatted(step.standing().kind().kind(), step.standing().name(), step.result())));
        return troubles.isEmpty() ? ExitCode.OK.code() : ExitCode.REFUSED.code();
    }
}
