package io.kspec.core.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What [ImageReference] and [RegistryPattern] decide, as CEL over an image's text.
///
/// CEL has no loops to normalise a name with, and its regular expressions (RE2) cannot look ahead. So the question
/// which host a name has is asked first, by a conditional, and each of its three answers has one expression:
///
/// ```
/// docker.io is written out    → D1
/// another host is written out → E
/// no host: docker.io is meant → D2
/// ```
public final class ImageCel {
    private static final String SEGMENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private static final String HOST = "(?:%1$s(?:\\.%1$s)*|\\[[0-9a-fA-F:]+\\])".formatted(LABEL);
    private static final String PORT = "(?::[0-9]{1,5})?";
    private static final String PATH = "%1$s(?:/%1$s)*".formatted(SEGMENT);
    private static final String TAG = "(?::[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?";
    private static final String DIGEST = "@(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})";
    private static final String END = TAG + "(?:" + DIGEST + ")?$";

    static final String HAS_HOST = "^(?:localhost|[^/]*[.:A-Z][^/]*)/";
    static final String DOCKER_HOST = "^(?i:(?:index\\.)?docker\\.io)(?::[0-9]{1,5})?/";
    static final String SOUND_WITH_HOST = "^" + HOST + PORT + "/" + PATH + END;
    static final String SOUND_WITHOUT_HOST = "^" + PATH + END;

    private ImageCel() {}

    /// Whether the text is an image's name at all.
    ///
    /// @param image a CEL expression of type string, repeated in the answer
    public static String isSound(String image) {
        return "(%s ? %s : %s)"
                .formatted(
                        matches(image, HAS_HOST), matches(image, SOUND_WITH_HOST), matches(image, SOUND_WITHOUT_HOST));
    }

    /// Whether a sound name carries a digest.
    public static String isPinned(String image) {
        return matches(image, DIGEST + "$");
    }

    /// Whether a sound name means the tag `latest` and nothing fixes it.
    public static String meansLatest(String image) {
        String otherTag = matches(image, ":[a-zA-Z0-9_][a-zA-Z0-9_.-]*$");
        return "(!%s && (!%s || %s.endsWith(':latest')))".formatted(isPinned(image), otherTag, image);
    }

    /// Whether a name is sound and some pattern covers it.
    public static String isCovered(String image, List<RegistryPattern> patterns) {
        return "(%s ? %s : %s ? %s : %s)"
                .formatted(
                        matches(image, DOCKER_HOST),
                        any(image, dockerWithHost(patterns)),
                        matches(image, HAS_HOST),
                        any(image, withHost(patterns)),
                        any(image, dockerWithoutHost(patterns)));
    }

    static List<String> withHost(List<RegistryPattern> patterns) {
        return patterns.stream()
                .filter(pattern -> pattern.subdomains() || !pattern.coversHost(ImageReference.DOCKER))
                .map(pattern -> "^" + host(pattern) + "/" + below(pattern.path(), pattern.below()) + END)
                .toList();
    }

    static List<String> dockerWithHost(List<RegistryPattern> patterns) {
        return patterns.stream()
                .filter(pattern -> pattern.coversHost(ImageReference.DOCKER))
                .flatMap(pattern ->
                        dockerPaths(pattern).stream().map(path -> "^[^/:]+" + port(pattern) + "/" + path + END))
                .toList();
    }

    static List<String> dockerWithoutHost(List<RegistryPattern> patterns) {
        return patterns.stream()
                .filter(pattern -> pattern.coversHost(ImageReference.DOCKER)
                        && pattern.port().isEmpty())
                .flatMap(pattern -> dockerPaths(pattern).stream().map(path -> "^" + path + END))
                .toList();
    }

    /// Paths as they may be written for docker.io: one segment stands below `library`.
    private static List<String> dockerPaths(RegistryPattern pattern) {
        List<String> path = pattern.path();
        var written = new ArrayList<String>();
        if (path.isEmpty()) {
            written.add(PATH);
            return written;
        }
        written.add(path.size() == 1 ? quoted(path) + "(?:/" + SEGMENT + ")+" : below(path, pattern.below()));
        if (path.equals(List.of("library"))) {
            written.add(SEGMENT);
        } else if (path.getFirst().equals("library") && path.size() == 2 && !pattern.below()) {
            written.add(quoted(path.subList(1, 2)));
        }
        return written;
    }

    private static String host(RegistryPattern pattern) {
        return "(?i:"
                + (pattern.subdomains() ? "(?:" + LABEL + "\\.)+" : "")
                + pattern.host().replace(".", "\\.").replace("[", "\\[").replace("]", "\\]")
                + ")"
                + port(pattern);
    }

    private static String port(RegistryPattern pattern) {
        return pattern.port().isEmpty() ? PORT : ":" + pattern.port();
    }

    private static String below(List<String> path, boolean strictly) {
        return path.isEmpty() ? PATH : quoted(path) + "(?:/" + SEGMENT + ")" + (strictly ? "+" : "*");
    }

    private static String quoted(List<String> path) {
        return String.join("/", path).replace(".", "\\.");
    }

    private static String any(String image, List<String> expressions) {
        return expressions.isEmpty()
                ? "false"
                : expressions.stream()
                        .map(expression -> matches(image, expression))
                        .collect(Collectors.joining(" || ", "(", ")"));
    }

    /// A raw string: none of the expressions above holds a quote.
    private static String matches(String image, String expression) {
        return "%s.matches(r'%s')".formatted(image, expression);
    }
}
