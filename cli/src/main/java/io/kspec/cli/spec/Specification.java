package io.kspec.cli.spec;

import io.kspec.core.spec.ClusterSpec;

/// A ClusterSpecification to judge by.
///
/// @param origin where it was found, for people: `prod.yaml`, `the cluster`
public record Specification(String name, ClusterSpec spec, String origin) {}
