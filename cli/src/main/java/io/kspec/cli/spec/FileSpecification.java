package io.kspec.cli.spec;

import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The specification that files are judged by.
public final class FileSpecification {
    private FileSpecification() {}

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
