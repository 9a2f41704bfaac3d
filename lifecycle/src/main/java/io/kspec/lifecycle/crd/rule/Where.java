package io.kspec.lifecycle.crd.rule;

/// Where a finding is.
///
/// @param version empty when it is about the whole definition
/// @param path    from the root of the version's schema, or of the definition where no version is named
public record Where(String version, String path) {
    public static Where definition(String path) {
        return new Where("", path);
    }

    public static Where version(String version) {
        return new Where(version, "");
    }
}
