package io.kspec.operator.certificate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The authorities that the API server is told to trust. The one before stays for a while beside a new one, because
/// replicas and API servers take both up at times of their own. Pure; kept in a Secret, so that a new leader knows
/// it.
///
/// @param current that the stored certificate comes from
/// @param former that it came from before
/// @param formerUntil when nobody can need `former` any more
record Trust(List<X509Certificate> current, List<X509Certificate> former, Instant formerUntil) {
    static final Duration OVERLAP = Duration.ofHours(1);
    static final Trust NOBODY = new Trust(List.of(), List.of(), Instant.EPOCH);

    Trust {
        current = List.copyOf(current);
        former = List.copyOf(former);
    }

    /// What to keep when the stored certificate comes from these authorities.
    Trust seeing(List<X509Certificate> authorities, Instant now) {
        if (!authorities.isEmpty() && !current.containsAll(authorities)) {
            return new Trust(authorities, current, now.plus(OVERLAP));
        }
        return former.isEmpty() || now.isBefore(formerUntil) ? this : new Trust(current, List.of(), Instant.EPOCH);
    }

    List<X509Certificate> all(Instant now) {
        var all = new LinkedHashSet<>(current);
        if (now.isBefore(formerUntil)) {
            all.addAll(former);
        }
        return List.copyOf(all);
    }

    static Trust of(Optional<StoredSecret> stored) {
        return stored.map(secret -> new Trust(
                        secret.certificates("current.crt"),
                        secret.certificates("former.crt"),
                        secret.annotation("kspec.io/former-until")
                                .flatMap(Trust::instant)
                                .orElse(Instant.EPOCH)))
                .orElse(NOBODY);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (java.time.format.DateTimeParseException damaged) {
            return Optional.empty();
        }
    }
}
