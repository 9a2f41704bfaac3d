package io.kspec.cli.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.kube.time.ThreadTime;
import java.util.ArrayList;
import java.util.List;

/// Specifications become rulebooks; what is wrong with them ends the command, what is doubtful is warned about.
public final class Compiling {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Compiling() {}

    public static Step<Rulebook> compiled(Specification specification, Terminal terminal) {
        return switch (Rulebook.compile(specification.name(), specification.spec())) {
            case Rulebook.Compilation.Compiled compiled -> {
                specification.warnings().forEach(warning -> terminal.warn(warning.sentence()));
                compiled.warnings().forEach(warning -> terminal.warn(warning.sentence()));
                yield Step.next(compiled.rulebook().timedBy(ThreadTime::spent));
            }
            case Rulebook.Compilation.Refused refused ->
                SpecificationChoice.refused(refused.problems(), specification.origin());
        };
    }

    /// All of them, or why one cannot be compiled.
    public static Step<List<Rulebook>> all(List<Specification> specifications, Terminal terminal) {
        var rulebooks = new ArrayList<Rulebook>();
        for (Specification specification : specifications) {
            switch (compiled(specification, terminal)) {
                case Step.Stop<Rulebook> stop -> {
                    return stop.retyped();
                }
                case Step.Next<Rulebook> next -> rulebooks.add(next.value());
            }
        }
        return Step.next(rulebooks);
    }

    /// The same specification in mode enforce, with the defaults of that mode.
    public static Specification asEnforced(Specification specification) {
        ObjectNode spec = JSON.valueToTree(specification.spec());
        ObjectNode enforcement =
                spec.path("enforcement") instanceof ObjectNode section ? section : spec.putObject("enforcement");
        enforcement.put("mode", "enforce").remove("enabled");
        try {
            return new Specification(
                    specification.name(),
                    JSON.treeToValue(spec, ClusterSpec.class),
                    specification.origin(),
                    specification.demands(),
                    specification.warnings());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a specification that was read cannot be read again", impossible);
        }
    }
}
