package io.kspec.server.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.failure.Failure;
import java.util.List;

/// What became of an act on a release.
public sealed interface ReleaseOutcome {
    /// It was done.
    ///
    /// @param revision the number Helm gave it; 0 after an uninstall
    /// @param withheld what the chart renders and was left out on request, to be applied later
    record Done(int revision, List<JsonNode> withheld) implements ReleaseOutcome {
        public Done {
            withheld = List.copyOf(withheld);
        }
    }

    /// Helm or the cluster refused. [Releases#state] tells what is left.
    record Failed(Failure failure) implements ReleaseOutcome {}

    /// The call did not end in time and may still change the cluster: only [Releases#state] can tell.
    record Unknown(Failure failure) implements ReleaseOutcome {}
}
