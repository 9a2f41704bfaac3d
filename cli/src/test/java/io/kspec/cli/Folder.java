package io.kspec.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files for a test.
public record Folder(Path root) {
    public static final String GOOD = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: good, namespace: shop}
            spec:
              selector: {matchLabels: {app: good}}
              template:
                metadata: {labels: {app: good}}
                spec:
                  containers:
                    - name: app
                      image: nginx:1.29
                      securityContext:
                        privileged: false
            """;

    public static final String BAD = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: bad, namespace: shop}
            spec:
              selector: {matchLabels: {app: bad}}
              template:
                metadata: {labels: {app: bad}}
                spec:
                  containers:
                    - name: app
                      image: nginx
                      securityContext:
                        privileged: true
            """;

    public static final String BROKEN = "apiVersion: v1\nkind: [Pod\n";

    /// Demands something of every severity that files can break: no privileged container (Critical), no tag latest
    /// (Medium).
    public static final String SPECIFICATION = """
            apiVersion: kspec.io/v1alpha1
            kind: ClusterSpecification
            metadata: {name: small}
            spec:
              podSecurity: {enforce: baseline}
              workloads:
                images: {disallowLatestTag: true}
            """;

    public String write(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return file.toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The text of a file that [#write] named.
    public static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
