package io.kspec.kube.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.failure.Failure;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KubeconfigInspectionTest {
    private static final KubeconfigLimits FAR =
            new KubeconfigLimits(false, _ -> List.of(InetAddress.ofLiteral("10.1.2.3")));
    private static final KubeconfigLimits NEAR =
            new KubeconfigLimits(false, _ -> List.of(InetAddress.ofLiteral("10.1.2.3"), InetAddress.ofLiteral("::1")));
    private static final KubeconfigLimits NOWHERE = new KubeconfigLimits(false, _ -> List.of());
    private static final KubeconfigLimits LOCAL_TOO = new KubeconfigLimits(true, _ -> List.of());

    @Test
    void aTokenForADistantServerIsAccepted() {
        assertThat(KubeconfigInspection.of(config("", "token: secret"), FAR))
                .isInstanceOfSatisfying(KubeconfigInspection.Accepted.class, accepted -> {
                    assertThat(accepted.context()).isEqualTo("prod");
                    assertThat(accepted.server()).isEqualTo(URI.create("https://api.example.org:6443"));
                    assertThat(accepted.authority()).isEmpty();
                    assertThat(accepted.expiresAt()).isEmpty();
                    assertThat(accepted.credential()).isEqualTo(new Credential.Token("secret"));
                    assertThat(accepted.toString()).doesNotContain("secret");
                });
    }

    @Test
    void aTokenThatSaysWhenItExpiresIsRead() {
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"exp\": 1800000000}".getBytes(StandardCharsets.UTF_8));
        assertThat(KubeconfigInspection.of(config("", "token: e30.%s.sig".formatted(claims)), FAR))
                .isInstanceOfSatisfying(
                        KubeconfigInspection.Accepted.class,
                        accepted -> assertThat(accepted.expiresAt()).contains(Instant.ofEpochSecond(1_800_000_000)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exec: {command: steal, apiVersion: client.authentication.k8s.io/v1} | user.exec
            auth-provider: {name: oidc}                                         | user.auth-provider
            client-certificate: /etc/passwd                                     | user.client-certificate
            client-key: /etc/passwd                                             | user.client-key
            tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token      | user.tokenFile
            as: system:admin                                                    | user.as
            """)
    void whatASignInMayNotSayIsRefused(String field, String where) {
        assertThat(reasons(KubeconfigInspection.of(config("", "token: secret, " + field), FAR)))
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.where()).isEqualTo("kubeconfig " + where);
                    assertThat(reason.sentence()).doesNotContain("secret,").doesNotContain("steal");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            insecure-skip-tls-verify: true              | cluster.insecure-skip-tls-verify
            proxy-url: http://proxy                     | cluster.proxy-url
            certificate-authority: /etc/ca.crt          | cluster.certificate-authority
            certificate-authority-data: bm90aGluZw==    | cluster.certificate-authority-data
            certificate-authority-data: "%%%"           | cluster.certificate-authority-data
            """)
    void whatAClusterMayNotSayIsRefused(String field, String where) {
        assertThat(reasons(KubeconfigInspection.of(config(", " + field, "token: secret"), FAR)))
                .singleElement()
                .extracting(Failure::where)
                .isEqualTo("kubeconfig " + where);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:6443",
                "https://[::1]:6443",
                "https://[::ffff:127.0.0.1]",
                "https://[::127.0.0.1]",
                "https://0.0.0.0:6443",
                "https://[::]",
                "https://169.254.169.254",
                "https://[fe80::1]",
                "https://224.0.0.1"
            })
    void addressesOfThisMachineAreRefusedUnlessAllowed(String server) {
        String config = config("", "token: secret").replace("https://api.example.org:6443", server);
        assertThat(reasons(KubeconfigInspection.of(config, FAR)))
                .singleElement()
                .extracting(Failure::where)
                .isEqualTo("kubeconfig cluster.server");
        assertThat(KubeconfigInspection.of(config, LOCAL_TOO)).isInstanceOf(KubeconfigInspection.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.org",
                "https://me:word@api.example.org",
                "api.example.org",
                "::",
                "https://127.1",
                ""
            })
    void whatIsNoPlainHttpsAddressIsRefused(String server) {
        assertThat(reasons(KubeconfigInspection.of(
                        config("", "token: secret").replace("https://api.example.org:6443", server), LOCAL_TOO)))
                .singleElement()
                .extracting(Failure::where)
                .isEqualTo("kubeconfig cluster.server");
    }

    @Test
    void aNameThatLeadsToThisMachineIsRefused() {
        assertThat(reasons(KubeconfigInspection.of(config("", "token: secret"), NEAR)))
                .singleElement()
                .satisfies(reason -> assertThat(reason.what()).contains("0:0:0:0:0:0:0:1"));
        assertThat(reasons(KubeconfigInspection.of(config("", "token: secret"), NOWHERE)))
                .singleElement()
                .satisfies(reason -> assertThat(reason.what()).contains("api.example.org has no address"));
    }

    @Test
    void ofSeveralContextsOneHasToBeCurrent() {
        String two = config("", "token: secret")
                .replace("contexts: [", "contexts: [{name: test, context: {cluster: prod, user: prod}}, ");
        assertThat(KubeconfigInspection.of(two, FAR)).isInstanceOf(KubeconfigInspection.Accepted.class);
        assertThat(reasons(KubeconfigInspection.of(two.replace("current-context: prod", ""), FAR)))
                .singleElement()
                .satisfies(reason -> assertThat(reason.what()).isEqualTo("there are 2 contexts and none is current"));
        assertThat(KubeconfigInspection.of(config("", "token: secret").replace("current-context: prod", ""), FAR))
                .isInstanceOf(KubeconfigInspection.Accepted.class);
        assertThat(reasons(KubeconfigInspection.of(two.replace("current-context: prod", "current-context: gone"), FAR)))
                .hasSize(1);
    }

    @Test
    void everyReasonIsNamed() {
        assertThat(reasons(KubeconfigInspection.of(
                        config(", insecure-skip-tls-verify: true, proxy-url: http://proxy", "exec: {command: steal}"),
                        NEAR)))
                .extracting(Failure::where)
                .containsExactlyInAnyOrder(
                        "kubeconfig cluster.insecure-skip-tls-verify",
                        "kubeconfig cluster.proxy-url",
                        "kubeconfig cluster.server",
                        "kubeconfig user.exec");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: b: c", "just words", "[1, 2]", "kind: Config\n---\nkind: Config", "kind: Config"})
    void whatIsNoKubeconfigIsRefused(String text) {
        assertThat(reasons(KubeconfigInspection.of(text, FAR))).isNotEmpty();
    }

    @Test
    void aContextHasToNameWhatIsThere() {
        assertThat(reasons(KubeconfigInspection.of(
                        config("", "token: secret").replace("user: prod", "user: nobody"), FAR)))
                .singleElement()
                .extracting(Failure::where)
                .isEqualTo("kubeconfig users");
        assertThat(reasons(KubeconfigInspection.of(config("", ""), FAR)))
                .singleElement()
                .extracting(Failure::where)
                .isEqualTo("kubeconfig user.user");
    }

    @Test
    void base64IsReadAndNothingElseInItsPlace() {
        String plain = config("", "token: secret");
        String encoded = Base64.getMimeEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        assertThat(KubeconfigInspection.ofBase64(encoded, FAR)).isInstanceOf(KubeconfigInspection.Accepted.class);
        assertThat(reasons(KubeconfigInspection.ofBase64(plain, FAR)))
                .singleElement()
                .satisfies(reason -> assertThat(reason.what()).isEqualTo("this is no base64"));
        assertThat(reasons(KubeconfigInspection.ofBase64("", FAR))).hasSize(1);
    }

    @Test
    void aTextThatIsTooLargeIsNotRead() {
        assertThat(reasons(KubeconfigInspection.of("#".repeat(KubeconfigReading.LARGEST + 1), FAR)))
                .singleElement()
                .satisfies(reason -> assertThat(reason.what()).contains("1,048,576"));
    }

    private static List<Failure> reasons(KubeconfigInspection inspection) {
        assertThat(inspection).isInstanceOf(KubeconfigInspection.Refused.class);
        return ((KubeconfigInspection.Refused) inspection).why();
    }

    private static String config(String cluster, String user) {
        return """
                apiVersion: v1
                kind: Config
                current-context: prod
                clusters: [{name: prod, cluster: {server: "https://api.example.org:6443"%s}}]
                contexts: [{name: prod, context: {cluster: prod, user: prod}}]
                users: [{name: prod, user: {%s}}]
                """.formatted(cluster, user);
    }
}
