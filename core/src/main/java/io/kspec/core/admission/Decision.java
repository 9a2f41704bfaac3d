package io.kspec.core.admission;

import java.util.List;

/// What the API server is answered.
public sealed interface Decision {
    /// Violations that a monitoring specification saw, whatever the others say; nobody is told but the operator.
    List<Breach> recorded();

    /// Admitted.
    record Admit(List<Breach> recorded) implements Decision {
        public Admit {
            recorded = List.copyOf(recorded);
        }
    }

    /// Admitted, with warnings that kubectl shows; bounded as [Sentences] says, never empty.
    record Warn(List<String> warnings, List<Breach> recorded) implements Decision {
        public Warn {
            warnings = List.copyOf(warnings);
            recorded = List.copyOf(recorded);
        }
    }

    /// Refused. `message` is for the developer: the first violation leads, the rest follow. `warnings` is what
    /// specifications that only warn say about the same object; may be empty.
    record Refuse(String message, List<String> warnings, List<Breach> recorded) implements Decision {
        public Refuse {
            warnings = List.copyOf(warnings);
            recorded = List.copyOf(recorded);
        }
    }
}
