package io.kspec.core.image;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The name of an image, normalised: what every door compares, so that no spelling escapes a rule.
///
/// `nginx`, `docker.io/nginx` and `index.docker.io/library/nginx:latest` are one image. The first segment is a host
/// only when another follows it and it holds a dot, a colon or an upper-case letter, or is `localhost`.
///
/// @param host in lower case; `docker.io` when the name has none
/// @param port digits, or empty
/// @param path the repository's segments, at least one; one-part names of docker.io get `library` before them
/// @param tag empty when none is written
/// @param digest `sha256:…`, empty when none is written; it, not the tag, decides what runs
public record ImageReference(
        String host, String port, List<String> path, Optional<String> tag, Optional<String> digest) {
    static final String DOCKER = "docker.io";
    private static final String DOCKER_INDEX = "index.docker.io";
    private static final String LOCAL = "localhost";

    public ImageReference {
        path = List.copyOf(path);
    }

    /// Empty for what no container runtime could pull. Never throws; linear in the length of `text`.
    public static Optional<ImageReference> of(String text) {
        int at = text.indexOf('@');
        Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/');
        Optional<String> tag = tagged ? Optional.of(named.substring(colon + 1)) : Optional.empty();
        String name = tagged ? named.substring(0, colon) : named;
        if (!digest.map(Names::isDigest).orElse(true) || !tag.map(Names::isTag).orElse(true)) {
            return Optional.empty();
        }
        int slash = name.indexOf('/');
        return slash >= 0 && isDomain(name.substring(0, slash))
                ? of(name.substring(0, slash), name.substring(slash + 1), tag, digest)
                : of(DOCKER, name, tag, digest);
    }

    /// Whether a digest fixes what runs.
    public boolean pinned() {
        return digest.isPresent();
    }

    /// The tag that is pulled: `latest` when neither a tag nor a digest is written, empty when only a digest is.
    public Optional<String> effectiveTag() {
        return tag.isPresent() || digest.isPresent() ? tag : Optional.of("latest");
    }

    /// Whether what runs is whatever `latest` means at the time: by that tag, written or implied, and by no digest.
    public boolean meansLatest() {
        return !pinned() && effectiveTag().orElse("").equals("latest");
    }

    /// `docker.io/library/nginx:latest`, `reg.local:5000/team/app@sha256:…`: for people. A host of one label that
    /// only an upper-case letter told from a path is written in lower case like any other.
    public String canonical() {
        return host
                + (port.isEmpty() ? "" : ":" + port)
                + "/"
                + String.join("/", path)
                + effectiveTag().map(text -> ":" + text).orElse("")
                + digest.map(text -> "@" + text).orElse("");
    }

    private static Optional<ImageReference> of(
            String domain, String repository, Optional<String> tag, Optional<String> digest) {
        int colon = domain.endsWith("]") ? -1 : domain.lastIndexOf(':');
        String host = (colon < 0 ? domain : domain.substring(0, colon)).toLowerCase(Locale.ROOT);
        String port = colon < 0 ? "" : domain.substring(colon + 1);
        List<String> path = List.of(repository.split("/", -1));
        if (!Names.isHost(host)
                || (colon >= 0 && !Names.isPort(port))
                || !path.stream().allMatch(Names::isPathSegment)) {
            return Optional.empty();
        }
        if (!host.equals(DOCKER) && !host.equals(DOCKER_INDEX)) {
            return Optional.of(new ImageReference(host, port, path, tag, digest));
        }
        List<String> full = path.size() == 1 ? List.of("library", path.getFirst()) : path;
        return Optional.of(new ImageReference(DOCKER, port, full, tag, digest));
    }

    private static boolean isDomain(String segment) {
        return segment.equals(LOCAL)
                || segment.chars()
                        .anyMatch(letter -> letter == '.' || letter == ':' || (letter >= 'A' && letter <= 'Z'));
    }
}
