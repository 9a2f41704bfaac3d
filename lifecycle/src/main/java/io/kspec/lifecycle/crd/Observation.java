package io.kspec.lifecycle.crd;

/// What a probe of a cluster has seen that no document tells. `detail` is a clause with the values, without a secret.
public sealed interface Observation {
    String detail();

    /// Nothing answers, or may answer, where objects would be converted.
    ///
    /// @param certain whether it is known, or only feared
    record ConversionUnready(String detail, boolean certain) implements Observation {}

    /// An object that was converted there and back is not what it was.
    ///
    /// @param path what differs, from the root of the object
    record ConversionLossy(String version, String path, String detail) implements Observation {}

    /// Nobody knows what the installed conversion makes of the objects: it gave no answer that could be judged.
    record ConversionUnasked(String detail) implements Observation {}

    /// A conversion altered name, namespace, UID or the number of objects.
    record ConversionBreaksMetadata(String detail) implements Observation {}

    /// The API server refused the definition in a dry run because of the cost of an expression.
    record CelCostRefused(String version, String path, String detail) implements Observation {}

    /// Objects come near the limit of what expressions may cost while they are judged.
    record CelRuntimeCost(String version, String path, String detail) implements Observation {}

    /// The roles of the operator lack a right on its own resources.
    ///
    /// @param path    what in the definition asks for the right
    /// @param certain whether the operator cannot do without, and has it from nowhere else; else that may be
    record OperatorLacksRight(String path, String detail, boolean certain) implements Observation {}

    /// A webhook for the custom resources fails closed, and nothing answers, or may answer, for it.
    ///
    /// @param webhook its name
    /// @param certain whether it is known, or only feared
    record WebhookWithoutBackend(String webhook, String detail, boolean certain) implements Observation {}

    /// Stored objects break the old schema too.
    record InvalidBefore(String version, String detail) implements Observation {}
}
