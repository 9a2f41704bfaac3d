package io.kspec.lifecycle.crd.object;

/// Who lives with the objects, which decides how much some outcomes weigh.
///
/// @param peopleOwnSpec         whether users or GitOps write the spec, not the operator alone
/// @param restoresByRecreation whether the release's policy restores objects by creating them again
public record Circumstances(boolean peopleOwnSpec, boolean restoresByRecreation) {
    /// The heavier of both, for who does not know.
    public static final Circumstances UNKNOWN = new Circumstances(true, true);
}
