package io.kspec.local.kubelet;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where the folders that a container mounts really are. A process sees the machine's own files, so wherever its
/// words name a mount path they are made to name the folder instead: `--key=/tls/key.pem` becomes
/// `--key=/…/volumes/tls/key.pem`.
///
/// @param folders by mount path, without a trailing slash
record Mounts(Map<String, Path> folders) {
    /// A path begins at the start of a word or after one of these, and ends at a slash or at what cannot be in it.
    private static final String BEFORE = "(?<=^|[=:,;\\s\"'@(])";

    private static final String AFTER = "(?=$|[/:,;\\s\"')])";

    Mounts {
        folders = Map.copyOf(folders);
    }

    /// The text with the real folders in place of the mount paths. A name that only begins alike stays.
    String real(String text) {
        if (folders.isEmpty()) {
            return text;
        }
        return pattern()
                .matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(folders.getOrDefault(found.group(), Path.of(found.group()))
                                .toString()));
    }

    List<String> real(List<String> words) {
        return words.stream().map(this::real).toList();
    }

    Optional<Path> at(String mountPath) {
        return Optional.ofNullable(folders.get(mountPath));
    }

    /// The longest first, because one mount may lie inside another.
    private Pattern pattern() {
        return Pattern.compile(folders.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", BEFORE + "(?:", ")" + AFTER)));
    }
}
