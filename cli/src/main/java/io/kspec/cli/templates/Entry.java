package io.kspec.cli.templates;

import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One version of one template in a catalogue.
///
/// @param sha256 of the file's bytes, in lower-case hexadecimal
/// @param path of the file, beside the index
record Entry(
        @Required @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") @Nullable
        String name,

        @Required
        @Pattern("^(0|[1-9][0-9]{0,8})[.](0|[1-9][0-9]{0,8})[.](0|[1-9][0-9]{0,8})(-[0-9A-Za-z.-]+)?$")
        @Nullable
        String version,

        @Required @Pattern("^[0-9a-f]{64}$") @Nullable String sha256,

        @Required @Pattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$") @Nullable
        String path) {
    static final Comparator<Entry> OLDEST_FIRST = Comparator.comparing(Entry::numbers, Entry::compare)
            .thenComparingInt(entry -> entry.release().isEmpty() ? 1 : 0)
            .thenComparing(Entry::release);

    static final Comparator<Entry> BY_NAME =
            Comparator.comparing(Entry::nameOrEmpty).thenComparing(OLDEST_FIRST);

    String nameOrEmpty() {
        return name == null ? "" : name;
    }

    String versionOrEmpty() {
        return version == null ? "" : version;
    }

    /// `team-baseline@1.0.0`.
    String label() {
        return "%s@%s".formatted(nameOrEmpty(), versionOrEmpty());
    }

    private int[] numbers() {
        String[] parts = versionOrEmpty().split("-", 2)[0].split("[.]", -1);
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])};
    }

    /// What follows the numbers of a version that is not final.
    private String release() {
        int dash = versionOrEmpty().indexOf('-');
        return dash < 0 ? "" : versionOrEmpty().substring(dash + 1);
    }

    private static int compare(int[] one, int[] other) {
        return Arrays.compare(one, other);
    }
}
