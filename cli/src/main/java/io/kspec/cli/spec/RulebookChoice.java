package io.kspec.cli.spec;

import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.rulebook.Rulebook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The rulebook to judge by.
public final class RulebookChoice {
    private RulebookChoice() {}

    /// Compiles a specification, and says what is doubtful about it.
    public static Step<Rulebook> compiled(Specification specification, Terminal terminal) {
        return switch (Rulebook.compile(specification.name(), specification.spec())) {
            case Rulebook.Compilation.Compiled compiled -> {
                specification.warnings().forEach(warning -> terminal.warn(warning.sentence()));
                compiled.warnings().forEach(warning -> terminal.warn(warning.sentence()));
                yield Step.next(compiled.rulebook().timedBy(System::nanoTime));
            }
            case Rulebook.Compilation.Refused refused ->
                SpecificationChoice.refused(refused.problems(), specification.origin());
        };
    }

    /// The specification for files: the one in `file`, or the embedded profile, which is said.
    ///
    /// @param libraries files and folders of what the file may build on
    public static Step<Specification> forFiles(Optional<Path> file, List<Path> libraries, Terminal terminal) {
        if (file.isPresent()) {
            return SpecificationChoice.inFile(file.get(), libraries, terminal.in());
        }
        terminal.note("judged by the embedded production profile; choose another with --spec FILE.");
        return SpecificationChoice.embedded();
    }
}
