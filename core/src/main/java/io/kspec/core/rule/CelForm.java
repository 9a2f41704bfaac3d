package io.kspec.core.rule;

import java.util.List;

/// A rule as CEL.
///
/// Expressions may use `variables.pod` (apiVersion, kind, metadata and spec of the pod, wherever it hangs),
/// `variables.podSpec` (its spec), `variables.podMeta` (its metadata) and `variables.containers` (all init, regular
/// and ephemeral containers, in that order), which every generator binds, the object's own `kind` and `metadata`, and
/// the standard macros and functions that the API server and cel-java share. They answer true when the demand holds.
public sealed interface CelForm {
    /// `validations` is never empty; all must hold.
    record Expressed(List<Validation> validations) implements CelForm {
        public Expressed {
            validations = List.copyOf(validations);
        }
    }

    /// CEL cannot say it; generators report the reason instead of leaving the rule out in silence.
    record Inexpressible(String reason) implements CelForm {}

    /// One demand.
    ///
    /// @param expression a boolean
    /// @param message one line, shown when `messageExpression` fails
    /// @param messageExpression a string that names what offends; empty for none
    record Validation(String expression, String message, String messageExpression) {}
}
