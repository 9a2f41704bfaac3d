package io.kspec.kube.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import java.util.List;

/// What became of applying a definition, or of trying it out.
public sealed interface Applied {
    /// It is applied, or would be.
    ///
    /// @param stored as the server holds it now, or would hold it
    record Done(ObjectNode stored) implements Applied {}

    /// The server refuses this definition; nothing was changed.
    record Refused(Failure why) implements Applied {}

    /// Somebody else holds fields of it with other values; nothing was changed.
    record Claimed(List<FieldClaim> claims, Failure why) implements Applied {
        public Claimed {
            claims = List.copyOf(claims);
        }
    }

    /// No answer: whether it was changed is not known. Read it again.
    record Unanswered(Failure why) implements Applied {}
}
