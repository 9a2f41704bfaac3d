package io.kspec.server.release;

/// Which release: its name and the namespace it is recorded in.
public record ReleaseName(String name, String namespace) {
    @Override
    public String toString() {
        return "release %s in %s".formatted(name, namespace);
    }
}
