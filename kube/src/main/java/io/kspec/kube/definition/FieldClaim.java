package io.kspec.kube.definition;

/// A field that somebody else set to another value.
///
/// @param field its path, such as `.spec.versions`
/// @param manager who holds it, such as `helm`
public record FieldClaim(String field, String manager) {}
