package io.kspec.lifecycle.crd.rule.version;

import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.schema.Json;
import io.kspec.lifecycle.crd.schema.ServedOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Versions that only one of two definitions has.
final class Gone {
    private Gone() {}

    /// Removed, and no object is stored in them.
    static List<CrdVersion> unstored(Crd before, Crd after) {
        return before.versions().stream()
                .filter(version -> after.version(version.name()).isEmpty())
                .filter(version -> !before.storedVersions().contains(version.name()))
                .toList();
    }

    static List<CrdVersion> added(Crd before, Crd after) {
        return unknown(before, after);
    }

    private static List<CrdVersion> unknown(Crd before, Crd after) {
        return after.versions().stream()
                .filter(version -> before.version(version.name()).isEmpty())
                .toList();
    }

    /// The new name of a removed version whose schema stands under a new name.
    static Optional<CrdVersion> heir(CrdVersion removed, Crd before, Crd after) {
        return unknown(before, after).stream()
                .filter(added -> removed.schema().isPresent() && added.schema().isPresent())
                .filter(added ->
                        Json.same(removed.schema().get(), added.schema().get()))
                .min(Comparator.comparing(CrdVersion::name, ServedOrder.PREFERRED_FIRST));
    }

    static boolean renamed(CrdVersion removed, Crd before, Crd after) {
        return removed.served() && heir(removed, before, after).isPresent();
    }
}
