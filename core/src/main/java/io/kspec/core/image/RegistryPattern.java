package io.kspec.core.image;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where images may, or may not, come from: `host`, `*.host`, `host/path` or `host/path/*`.
///
/// A star before the host stands for one or more labels, never for the host itself. Paths are compared by whole
/// segments: `host/team` covers `host/team` and all below it, not `host/team-evil`; `host/team/*` covers only what is
/// below. A pattern without a port covers every port of its host. `index.docker.io` is `docker.io`.
///
/// @param subdomains whether a star stood before the host
/// @param port digits, or empty for any
/// @param path may be empty
/// @param below whether a star stood after the path
public record RegistryPattern(boolean subdomains, String host, String port, List<String> path, boolean below) {
    public RegistryPattern {
        path = List.copyOf(path);
    }

    /// Empty for what is none of the four forms.
    public static Optional<RegistryPattern> of(String text) {
        boolean subdomains = text.startsWith("*.");
        String rest = subdomains ? text.substring(2) : text;
        boolean below = rest.endsWith("/*");
        String named = below ? rest.substring(0, rest.length() - 2) : rest;
        int slash = named.indexOf('/');
        String domain = slash < 0 ? named : named.substring(0, slash);
        List<String> path =
                slash < 0 ? List.of() : List.of(named.substring(slash + 1).split("/", -1));
        int colon = domain.endsWith("]") ? -1 : domain.lastIndexOf(':');
        String host = (colon < 0 ? domain : domain.substring(0, colon)).toLowerCase(Locale.ROOT);
        String port = colon < 0 ? "" : domain.substring(colon + 1);
        if (!Names.isHost(host)
                || (colon >= 0 && !Names.isPort(port))
                || !path.stream().allMatch(Names::isPathSegment)) {
            return Optional.empty();
        }
        String known = !subdomains && host.equals("index.docker.io") ? ImageReference.DOCKER : host;
        return Optional.of(new RegistryPattern(subdomains, known, port, path, below));
    }

    public boolean covers(ImageReference image) {
        return coversHost(image.host())
                && (port.isEmpty() || port.equals(image.port()))
                && image.path().size() >= path.size() + (below ? 1 : 0)
                && image.path().subList(0, path.size()).equals(path);
    }

    /// Whether every image that `other` covers is covered by this pattern too.
    public boolean includes(RegistryPattern other) {
        boolean host = other.subdomains
                ? subdomains && (other.host.equals(this.host) || coversHost(other.host))
                : coversHost(other.host);
        return host
                && (port.isEmpty() || port.equals(other.port))
                && other.path.size() >= path.size()
                && other.path.subList(0, path.size()).equals(path)
                && other.path.size() + (other.below ? 1 : 0) >= path.size() + (below ? 1 : 0);
    }

    boolean coversHost(String other) {
        return subdomains ? other.endsWith("." + host) : other.equals(host);
    }

    /// The pattern as it is written in a specification.
    public String display() {
        return (subdomains ? "*." : "")
                + host
                + (port.isEmpty() ? "" : ":" + port)
                + (path.isEmpty() ? "" : "/" + String.join("/", path))
                + (below ? "/*" : "");
    }
}
