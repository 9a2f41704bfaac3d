package io.kspec.core.admission;

import java.util.List;

/// What the API server is answered.
public sealed interface Decision {
    /// Admitted. `recorded` are violations that a monitoring specification saw; nobody is told but the operator's
    /// log.
    record Admit(List<Breach> recorded) implements Decision {
        public Admit {
            recorded = List.copyOf(recorded);
        }
    }

    /// Admitted, with warnings that kubectl shows; at most [Admission#MOST_WARNINGS], never empty.
    record Warn(List<String> warnings) implements Decision {
        public Warn {
            warnings = List.copyOf(warnings);
        }
    }

    /// Refused. `message` is for the developer: the first violation leads, the rest follow.
    record Refuse(String message) implements Decision {}
}
