package io.kspec.operator.certificate;

/// Whether cert-manager issues the serving certificate.
public enum CertManagerUse {
    /// When its API is served, and only when.
    AUTO,
    /// It is expected; kspec's own authority serves until it has issued.
    TRUE,
    FALSE
}
