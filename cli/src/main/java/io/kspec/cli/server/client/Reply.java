package io.kspec.cli.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.core.failure.Failure;
import java.util.Optional;

/// What a request came to.
public sealed interface Reply {
    /// The server did what it was asked for.
    ///
    /// @param body a missing node where the server had nothing to say
    /// @param etag which version of the object this is
    record Done(String request, JsonNode body, Optional<String> etag) implements Reply {}

    record Refused(Problem problem) implements Reply {}

    /// No answer, or none of a kspec server.
    record Silent(Failure why) implements Reply {}

    /// The same for a command that has no other way than to end.
    default Step<Done> step() {
        return switch (this) {
            case Done done -> Step.next(done);
            case Refused(Problem problem) -> Step.stop(problem.exitCode(), problem.sentence());
            case Silent(Failure why) -> Step.stop(ExitCode.NOT_EVALUATED, why.sentence());
        };
    }
}
