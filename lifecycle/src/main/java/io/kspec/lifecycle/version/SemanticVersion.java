package io.kspec.lifecycle.version;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.semver4j.Semver;

/// A version by Semantic Versioning 2.0, with an optional leading `v`, as charts and their tags are named.
///
/// Ordered by precedence; where precedence is equal (`1.0.0+a` and `1.0.0+b`, `v1.0.0` and `1.0.0`) by the text, so
/// that the order agrees with `equals`. Ask [#newerThan] for precedence alone.
public final class SemanticVersion implements Comparable<SemanticVersion> {
    private static final int LONGEST = 256;

    private final String text;
    private final Semver parsed;

    private SemanticVersion(String text, Semver parsed) {
        this.text = text;
        this.parsed = parsed;
    }

    /// The version that `text` spells; empty when it spells none. Never throws.
    public static Optional<SemanticVersion> parse(String text) {
        String bare = text.startsWith("v") ? text.substring(1) : text;
        // The library forgives blanks and a letter of its own in front; the standard does not.
        boolean begins = !bare.isEmpty() && bare.charAt(0) >= '0' && bare.charAt(0) <= '9';
        if (!begins || text.length() > LONGEST || bare.chars().anyMatch(Character::isWhitespace)) {
            return Optional.empty();
        }
        return Optional.ofNullable(Semver.parse(bare)).map(parsed -> new SemanticVersion(text, parsed));
    }

    /// As [#parse], for text that is known to spell a version.
    ///
    /// @throws IllegalArgumentException when it spells none
    @JsonCreator
    public static SemanticVersion of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("%s is no semantic version".formatted(text)));
    }

    /// Whether this has precedence over `other`; build metadata and the leading `v` count for nothing.
    public boolean newerThan(SemanticVersion other) {
        return parsed.compareTo(other.parsed) > 0;
    }

    /// Whether this and `other` have the same precedence.
    public boolean sameAs(SemanticVersion other) {
        return parsed.compareTo(other.parsed) == 0;
    }

    /// Whether this is a version before a release, as `1.0.0-rc.1`.
    public boolean prerelease() {
        return !parsed.getPreRelease().isEmpty();
    }

    @Override
    public int compareTo(SemanticVersion other) {
        int precedence = parsed.compareTo(other.parsed);
        return precedence == 0 ? text.compareTo(other.text) : precedence;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SemanticVersion that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    /// As it was written.
    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
