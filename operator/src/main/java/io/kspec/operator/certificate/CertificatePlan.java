package io.kspec.operator.certificate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is to be done about the serving certificate, and why. Pure.
///
/// @param found why a new authority of kspec's own is founded; empty when there is one that lasts
/// @param issue why a certificate is issued by it; empty when the stored one lasts or is cert-manager's to renew
/// @param certManager what is asked of cert-manager
record CertificatePlan(Optional<String> found, Optional<String> issue, Asking certManager) {
    static final Duration RENEW_BEFORE = Duration.ofDays(30);
    static final Duration EXPIRING = Duration.ofDays(7);

    /// What is asked of cert-manager.
    enum Asking {
        TO_ISSUE,
        TO_STOP,
        NOTHING
    }

    /// What the cluster holds.
    ///
    /// @param root of kspec's own authority; empty when missing or damaged
    /// @param leaf the stored serving certificate; empty when missing or damaged
    /// @param byCertManager whether cert-manager stored it
    /// @param served whether cert-manager's API is served; empty when that could not be read
    record Observed(
            Optional<KeyAndCertificate> root,
            Optional<KeyAndCertificate> leaf,
            boolean byCertManager,
            CertManagerUse use,
            Optional<Boolean> served) {}

    static CertificatePlan of(Observed observed, Instant now) {
        Optional<String> found = observed.root()
                .map(root -> ends(root, now, RENEW_BEFORE) ? Optional.of("it ends soon") : Optional.<String>empty())
                .orElse(Optional.of("there is none that can be read"));
        return new CertificatePlan(found, issue(observed, now), asking(observed));
    }

    private static Optional<String> issue(Observed observed, Instant now) {
        if (observed.leaf().isEmpty()) {
            return Optional.of("there is none that can be read");
        }
        KeyAndCertificate leaf = observed.leaf().get();
        if (ends(leaf, now, Duration.ZERO)) {
            return Optional.of("it has expired");
        }
        if (observed.byCertManager()) {
            return givenUp(observed)
                    ? Optional.of("cert-manager is not used any more")
                    : Optional.of("cert-manager did not renew it").filter(_ -> ends(leaf, now, EXPIRING));
        }
        if (ends(leaf, now, RENEW_BEFORE)) {
            return Optional.of("it ends soon");
        }
        Optional<X509Certificate> root = observed.root().map(KeyAndCertificate::certificate);
        return root.filter(authority -> KeyAndCertificate.signed(leaf.certificate(), authority.getPublicKey()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of("its authority is another");
    }

    /// What could not be read is no reason to leave cert-manager.
    private static boolean givenUp(Observed observed) {
        return observed.use() == CertManagerUse.FALSE
                || (observed.use() == CertManagerUse.AUTO
                        && observed.served().filter(served -> !served).isPresent());
    }

    private static Asking asking(Observed observed) {
        if (observed.served().filter(served -> served).isEmpty()) {
            return Asking.NOTHING;
        }
        return observed.use() == CertManagerUse.FALSE ? Asking.TO_STOP : Asking.TO_ISSUE;
    }

    private static boolean ends(KeyAndCertificate pair, Instant now, Duration margin) {
        return !now.plus(margin).isBefore(pair.notAfter());
    }

    /// Every authority in question, so that a change of them is never a surprise to the API server.
    static List<X509Certificate> authorities(Optional<StoredSecret> serving) {
        return serving.map(CertificateSecrets::authorities).orElse(List.of());
    }
}
