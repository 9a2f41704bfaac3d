package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class CredentialsTest {
    @Test
    void everyAccountHasATokenOfItsOwn() {
        Tokens tokens = Tokens.fresh();
        assertThat(Account.values())
                .extracting(tokens::of)
                .doesNotHaveDuplicates()
                .allMatch(it -> it.length() == 43);
        assertThat(Tokens.fresh().of(Account.ADMIN)).isNotEqualTo(tokens.of(Account.ADMIN));
    }

    @Test
    void theTokenFileNamesEachUserAndTheGroupOfThoseThatHaveOne() {
        Tokens tokens = Tokens.fresh();
        assertThat(Account.tokenFile(tokens).lines())
                .hasSize(Account.values().length)
                .contains(
                        tokens.of(Account.ADMIN) + ",kspec-local-admin,kspec-local-admin,system:masters",
                        tokens.of(Account.SCHEDULER) + ",system:kube-scheduler,system:kube-scheduler");
    }

    @Test
    void aKubeconfigIsReadBackAsItWasWritten() {
        Kubeconfig written =
                new Kubeconfig(URI.create("https://127.0.0.1:21000"), "PEM\nPEM", "system:someone", "t-0_k");
        Config read = Config.fromKubeconfig(written.yaml());
        assertThat(read.getMasterUrl()).startsWith("https://127.0.0.1:21000");
        assertThat(read.getAutoOAuthToken()).isEqualTo("t-0_k");
        assertThat(new String(Base64.getDecoder().decode(read.getCaCertData()), StandardCharsets.UTF_8))
                .isEqualTo("PEM\nPEM");
    }

    @Test
    void aPrintedKubeconfigKeepsItsToken() {
        Kubeconfig kubeconfig = new Kubeconfig(URI.create("https://127.0.0.1:21000"), "PEM", "someone", "secret");
        assertThat(kubeconfig).hasToString("Kubeconfig[someone at https://127.0.0.1:21000]");
        assertThat(ServiceAccountKeys.fresh().toString()).doesNotContain("BEGIN");
    }

    @Test
    void whatThePrivateServiceAccountKeySignsThePublicOneVerifies() throws Exception {
        ServiceAccountKeys keys = ServiceAccountKeys.fresh();
        KeyFactory factory = KeyFactory.getInstance("EC");
        PrivateKey privateKey =
                factory.generatePrivate(new PKCS8EncodedKeySpec(body(keys.privateKey(), "PRIVATE KEY")));
        PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(body(keys.publicKey(), "PUBLIC KEY")));

        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(privateKey);
        signer.update(new byte[] {1, 2, 3});
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(publicKey);
        verifier.update(new byte[] {1, 2, 3});
        assertThat(verifier.verify(signer.sign())).isTrue();
    }

    private static byte[] body(String pem, String type) {
        String begin = "-----BEGIN %s-----\n".formatted(type);
        String end = "\n-----END %s-----\n".formatted(type);
        assertThat(pem).startsWith(begin).endsWith(end);
        return Base64.getMimeDecoder().decode(pem.substring(begin.length(), pem.length() - end.length()));
    }
}
