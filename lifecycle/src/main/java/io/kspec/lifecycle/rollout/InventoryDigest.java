package io.kspec.lifecycle.rollout;

/// Custom resources as an export or a comparison counted them.
///
/// @param digest SHA-256 in hexadecimal over the sorted UIDs and content hashes
/// @param count how many
public record InventoryDigest(String digest, int count) {}
