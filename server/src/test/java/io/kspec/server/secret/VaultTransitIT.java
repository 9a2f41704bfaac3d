package io.kspec.server.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// On a real Vault.
final class VaultTransitIT {
    private static final byte[] SECRET = "the kubeconfig".getBytes(UTF_8);
    private static final String RING = "ring " + Base64.getEncoder().encodeToString(Gcm.newKey());
    private static TransitVault vault;

    @BeforeAll
    static void start(@TempDir Path folder) {
        vault = TransitVault.start(folder);
    }

    @AfterAll
    static void stop() {
        vault.close();
    }

    private final Sealer sealer = new Sealer(TransitVault.keys(vault.settings()));

    @Test
    void whatWasSealedOpensInItsContextOnly() {
        Sealed sealed = sealer.seal(SECRET, "cluster/1");

        assertThat(sealed.keyId()).startsWith("vault:transit/kspec:v");
        assertThat(sealer.has(sealed.keyId())).isTrue();
        assertThat(opened(sealer.open(sealed, "cluster/1"))).isEqualTo("the kubeconfig");
        assertThat(sealer.open(sealed, "cluster/2")).isInstanceOf(Opened.Unreadable.class);
        assertThat(new String(sealed.bytes(), UTF_8)).doesNotContain("kubeconfig");
    }

    @Test
    void aDataKeyIsBoundToItsContextByVaultItself() {
        Keys keys = TransitVault.keys(vault.settings());
        Sealed wrapped = keys.wrap(Gcm.newKey(), "one".getBytes(UTF_8));

        assertThat(keys.unwrap(wrapped, "one".getBytes(UTF_8))).isPresent();
        assertThat(keys.unwrap(wrapped, "another".getBytes(UTF_8))).isEmpty();
    }

    /// Vault reads v0 as v1: that one change of a digit opens, to the same.
    @Test
    void aChangedByteAnywhereOpensNothingElse() {
        Sealed sealed = sealer.seal(SECRET, "a");
        int opened = 0;
        for (int i = 0; i < sealed.bytes().length; i++) {
            byte[] changed = sealed.bytes();
            changed[i] ^= 1;
            switch (sealer.open(new Sealed(changed, sealed.keyId()), "a")) {
                case Opened.Unreadable _ -> {}
                case Opened.Plain plain -> {
                    assertThat(plain.bytes()).as("byte %d", i).isEqualTo(SECRET);
                    opened++;
                }
            }
        }
        assertThat(opened).isLessThanOrEqualTo(1);
    }

    @Test
    void afterARotationInVaultTheNextVersionSealsAndTheOldOneCanGo() {
        Sealed before = sealer.seal(SECRET, "a");
        assertThat(sealer.activeKey()).isEqualTo(before.keyId());
        vault.program().ask("POST", "transit/keys/kspec/rotate", "");

        String active = sealer.activeKey();
        assertThat(active).isNotEqualTo(before.keyId());
        assertThat(opened(sealer.open(before, "a"))).isEqualTo("the kubeconfig");
        Sealed after = sealer.reseal(before, "a").orElseThrow();
        assertThat(after.keyId()).isEqualTo(active);

        int version = Integer.parseInt(active.substring(active.lastIndexOf(":v") + 2));
        vault.program().ask("POST", "transit/keys/kspec/config", "{\"min_decryption_version\":%d}".formatted(version));
        assertThat(sealer.open(before, "a")).isInstanceOf(Opened.Unreadable.class);
        assertThat(opened(sealer.open(after, "a"))).isEqualTo("the kubeconfig");
    }

    @Test
    void aRingBesideItOpensWhatItSealedBeforeAndSealsNothing() {
        Sealed before = new Sealer(ring()).seal(SECRET, "a");
        var both = new Sealer(TransitVault.keys(vault.settings(Map.of("kspec.keys.ring", RING))));

        assertThat(both.has(before.keyId())).isTrue();
        assertThat(opened(both.open(before, "a"))).isEqualTo("the kubeconfig");
        Sealed moved = both.reseal(before, "a").orElseThrow();
        assertThat(opened(sealer.open(moved, "a"))).isEqualTo("the kubeconfig");
        assertThat(sealer.open(before, "a")).isInstanceOf(Opened.Unreadable.class);
        assertThat(new Sealer(ring()).open(moved, "a")).isInstanceOf(Opened.Unreadable.class);
    }

    @Test
    void aVaultThatDoesNotSealOpensWhatItSealed() {
        Sealed before = sealer.seal(SECRET, "a");
        var back = new Sealer(
                TransitVault.keys(vault.settings(Map.of("kspec.keys.ring", RING, "kspec.keys.vault.seals", "false"))));

        assertThat(back.activeKey()).isEqualTo("ring");
        Sealed moved = back.reseal(before, "a").orElseThrow();
        assertThat(opened(new Sealer(ring()).open(moved, "a"))).isEqualTo("the kubeconfig");
    }

    @Test
    void aVaultThatIsSealedLosesNothing() {
        Sealed sealed = sealer.seal(SECRET, "a");
        vault.program().seal();
        try {
            assertThatExceptionOfType(KeysAway.class)
                    .isThrownBy(() -> sealer.open(sealed, "a"))
                    .withMessageContaining("sealed")
                    .withMessageContaining("Unseal it");
            assertThatExceptionOfType(KeysAway.class).isThrownBy(() -> sealer.seal(SECRET, "a"));
        } finally {
            vault.program().unseal();
        }
        assertThat(opened(sealer.open(sealed, "a"))).isEqualTo("the kubeconfig");
    }

    @Test
    void aTokenThatMayNotIsNamedAsTheReasonAndTheNextOneIsTaken() {
        Sealed sealed = sealer.seal(SECRET, "a");
        String without = vault.fresh("default");
        vault.token(without);
        try {
            assertThatExceptionOfType(KeysAway.class)
                    .isThrownBy(() -> sealer.open(sealed, "a"))
                    .withMessageContaining("allows this server no use of transit/keys/kspec (403)")
                    .satisfies(away -> assertThat(away).hasMessageNotContaining(without));
        } finally {
            vault.token(vault.fresh("kspec"));
        }
        assertThat(opened(sealer.open(sealed, "a"))).isEqualTo("the kubeconfig");
    }

    @Test
    void aVaultThatIsAwayIsNamed(@TempDir Path folder) {
        try (TransitVault other = TransitVault.start(folder)) {
            var ours = new Sealer(TransitVault.keys(other.settings()));
            Sealed sealed = ours.seal(SECRET, "a");
            other.program().stop();
            assertThatExceptionOfType(KeysAway.class)
                    .isThrownBy(() -> ours.open(sealed, "a"))
                    .withMessageContaining(other.program().address().toString());
        }
    }

    @Test
    @Timeout(60)
    void aVaultThatDoesNotAnswerIsNotWaitedForAsLongAsItLikes() {
        Sealed sealed = sealer.seal(SECRET, "a");
        vault.program().hang();
        try {
            assertThatExceptionOfType(KeysAway.class)
                    .isThrownBy(() -> sealer.open(sealed, "a"))
                    .withMessageContaining(vault.program().address().toString())
                    .withMessageContaining("Timeout");
        } finally {
            vault.program().resume();
        }
        assertThat(opened(sealer.open(sealed, "a"))).isEqualTo("the kubeconfig");
    }

    @Test
    void aServerDoesNotStartWithAVaultItCannotUse(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("no-token");
        Path noPem = Files.writeString(folder.resolve("no.pem"), "nothing");
        vault.program().ask("POST", "transit/keys/signs", "{\"type\":\"ed25519\"}");
        vault.program()
                .ask(
                        "PUT",
                        "sys/policies/acl/all",
                        "{\"policy\":\"path \\\"*\\\" { capabilities = [\\\"read\\\", \\\"update\\\", \\\"create\\\"] }\"}");

        refused(Map.of("kspec.keys.vault.address", "vault.example.org"), "https://vault.example.org:8200");
        refused(Map.of("kspec.keys.vault.address", "http://vault.example.org"), "without TLS");
        refused(Map.of("kspec.keys.vault.token-file", ""), "exactly one of both", "role");
        refused(Map.of("kspec.keys.vault.role", "kspec"), "exactly one of both", "token-file");
        refused(Map.of("kspec.keys.vault.token-file", missing.toString()), missing.toString(), "token-file");
        refused(Map.of("kspec.keys.vault.authority", ""), "not trusted", "kspec.keys.vault.authority");
        refused(Map.of("kspec.keys.vault.authority", noPem.toString()), "kspec.keys.vault.authority", "PEM");
        refused(Map.of("kspec.keys.vault.key", "another"), "transit/keys/another");
        vault.token(vault.fresh("all"));
        try {
            refused(Map.of("kspec.keys.vault.key", "another"), "vault write -f transit/keys/another");
            refused(Map.of("kspec.keys.vault.mount", "elsewhere"), "elsewhere/keys/kspec");
            refused(Map.of("kspec.keys.vault.key", "signs"), "400");
        } finally {
            vault.token(vault.fresh("kspec"));
        }
        refused(Map.of("kspec.keys.vault.seals", "false"), "there is no ring");
        refused(Map.of("kspec.keys.vault.address", ""), "kspec.keys.file, kspec.keys.ring, kspec.keys.vault.address");
        refused(Map.of("kspec.keys.ring", RING, "kspec.keys.file", noPem.toString()), "both are set");
    }

    private static void refused(Map<String, String> settings, String... said) {
        assertThatIllegalStateException()
                .isThrownBy(() -> TransitVault.keys(vault.settings(settings)))
                .satisfies(why -> assertThat(why.getMessage()).contains(said));
    }

    private static Keys ring() {
        return TransitVault.keys(Map.of("kspec.keys.ring", RING));
    }

    private static String opened(Opened opened) {
        return switch (opened) {
            case Opened.Plain plain -> new String(plain.bytes(), UTF_8);
            case Opened.Unreadable(var why) -> throw new AssertionError(why.sentence());
        };
    }
}
