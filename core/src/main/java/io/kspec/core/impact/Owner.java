package io.kspec.core.impact;

/// The workload that nothing else judged controls: whose pods would be refused.
///
/// @param namespace empty for objects out of files that name none
public record Owner(String namespace, String kind, String name) {
    /// `Deployment/web`, as kubectl names it.
    public String display() {
        return kind + "/" + name;
    }
}
