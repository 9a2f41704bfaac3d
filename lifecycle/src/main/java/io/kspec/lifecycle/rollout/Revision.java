package io.kspec.lifecycle.rollout;

/// What is, was or shall be installed in a cluster, so that it can be installed again.
///
/// @param version the chart's version
/// @param digest SHA-256 in hexadecimal over chart and values; the store keeps both under it
/// @param release the number of the Helm revision; 0 while it is not installed
public record Revision(String version, String digest, int release) {}
