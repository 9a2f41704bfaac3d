package io.kspec.operator.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How the serving certificate stands, for statuses. Its sentence holds no times: a status says those in a field.
///
/// @param reason of the condition `CertificateReady`
/// @param message what a person is told
/// @param notAfter when the certificate in use ends
/// @param source who issued it: `cert-manager` or `built-in`
public record CertificateState(Reason reason, String message, Instant notAfter, String source) {
    /// Why the certificate is ready, or is not.
    public enum Reason {
        ISSUED("Issued"),
        PENDING("Pending"),
        EXPIRING("Expiring"),
        ISSUER_NOT_FOUND("IssuerNotFound");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /// As conditions say it.
        public String word() {
            return word;
        }
    }

    /// What is known of the certificate in use and of who shall issue it.
    ///
    /// @param issuer who issued it, when cert-manager did
    /// @param expected the issuer that was asked for, when somebody asked; `ClusterIssuer/ours`
    /// @param missing why that issuer cannot issue
    record Facts(Instant notAfter, Optional<String> issuer, Optional<String> expected, Optional<String> missing) {}

    /// Of a certificate whose issuer nobody asked for.
    public static CertificateState of(ServingCertificate current, Instant now) {
        return of(new Facts(current.notAfter(), current.issuer(), Optional.empty(), Optional.empty()), now);
    }

    static CertificateState of(Facts facts, Instant now) {
        String source = facts.issuer().isPresent() ? "cert-manager" : "built-in";
        String inUse = facts.issuer()
                .map(name -> "issued by cert-manager's " + name)
                .orElse("issued by kspec's own authority");
        return new CertificateState(reason(facts, now), sentence(facts, inUse), facts.notAfter(), source);
    }

    private static Reason reason(Facts facts, Instant now) {
        if (Duration.between(now, facts.notAfter()).compareTo(CertificatePlan.EXPIRING) <= 0) {
            return Reason.EXPIRING;
        }
        if (facts.missing().isPresent()) {
            return Reason.ISSUER_NOT_FOUND;
        }
        return facts.expected().isPresent() && !facts.expected().equals(facts.issuer())
                ? Reason.PENDING
                : Reason.ISSUED;
    }

    private static String sentence(Facts facts, String inUse) {
        if (facts.missing().isPresent()) {
            return facts.missing().get() + "; until then the certificate in use was " + inUse;
        }
        return facts.expected()
                .filter(wanted -> !facts.expected().equals(facts.issuer()))
                .map(wanted -> "cert-manager has not issued by %s yet; until then the certificate in use was %s"
                        .formatted(wanted, inUse))
                .orElse(inUse);
    }
}
