package io.kspec.operator.certificate;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;

/// A private key and the certificate of its public half.
record KeyAndCertificate(PrivateKey key, X509Certificate certificate) {
    Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    /// Whether the authority's key signed the certificate.
    static boolean signed(X509Certificate certificate, PublicKey authority) {
        try {
            certificate.verify(authority);
            return true;
        } catch (GeneralSecurityException foreign) {
            return false;
        }
    }

    /// Whether the two halves belong together, found out by using them.
    boolean belongsTogether() {
        byte[] probe = {1};
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key);
            signer.update(probe);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(probe);
            return verifier.verify(signature);
        } catch (GeneralSecurityException foreign) {
            return false;
        }
    }
}
