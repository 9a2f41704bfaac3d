package io.kspec.operator.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Issues kspec's own certificates: ECDSA P-256, a fresh key for each. Pure but for randomness.
final class CertificateAuthority {
    private static final Duration ROOT_LIFE = Duration.ofDays(3650);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyAndCertificate root;

    CertificateAuthority(KeyAndCertificate root) {
        this.root = root;
    }

    static CertificateAuthority found(Instant now) {
        KeyPair pair = freshPair();
        var name = new X500Principal("CN=kspec webhook authority");
        return new CertificateAuthority(signed(pair, name, pair, name, now, ROOT_LIFE, builder -> builder.addExtension(
                        Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))));
    }

    KeyAndCertificate root() {
        return root;
    }

    /// A serving certificate for DNS names and IPv4 addresses.
    KeyAndCertificate issue(List<String> dnsNames, List<String> addresses, Instant now, Duration life) {
        KeyPair pair = freshPair();
        var names = new java.util.ArrayList<GeneralName>();
        dnsNames.forEach(name -> names.add(new GeneralName(GeneralName.dNSName, name)));
        addresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        var authority = new KeyPair(root.certificate().getPublicKey(), root.key());
        return signed(
                pair,
                new X500Principal("CN=" + dnsNames.getFirst()),
                authority,
                root.certificate().getSubjectX500Principal(),
                now,
                life,
                builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                        .addExtension(
                                Extension.keyUsage,
                                true,
                                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
                        .addExtension(
                                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                        .addExtension(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(names.toArray(GeneralName[]::new))));
    }

    private interface Extensions {
        void addTo(JcaX509v3CertificateBuilder builder) throws IOException;
    }

    private static KeyAndCertificate signed(
            KeyPair subject,
            X500Principal name,
            KeyPair issuer,
            X500Principal issuerName,
            Instant now,
            Duration life,
            Extensions extensions) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuerName,
                    new BigInteger(SERIAL_BITS, RANDOM),
                    Date.from(now.minus(CLOCK_SKEW)),
                    Date.from(now.plus(life)),
                    name,
                    subject.getPublic());
            extensions.addTo(builder);
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            return new KeyAndCertificate(subject.getPrivate(), certificate);
        } catch (IOException | OperatorCreationException | GeneralSecurityException broken) {
            throw new IllegalStateException("this Java runtime cannot sign ECDSA certificates", broken);
        }
    }

    private static KeyPair freshPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java runtime has no elliptic curve P-256", missing);
        }
    }
}
