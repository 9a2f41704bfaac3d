package io.kspec.server.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

final class SealerTest {
    private static final String OLD = "old " + Base64.getEncoder().encodeToString(Gcm.newKey());
    private static final String NEW = "new " + Base64.getEncoder().encodeToString(Gcm.newKey());
    private static final byte[] SECRET = "the kubeconfig".getBytes(UTF_8);

    private final Sealer sealer = new Sealer(ring(OLD));

    @Test
    void whatWasSealedOpensInItsContextOnly() {
        Sealed sealed = sealer.seal(SECRET, "cluster/1");

        assertThat(plain(sealer.open(sealed, "cluster/1"))).isEqualTo("the kubeconfig");
        assertThat(sealer.open(sealed, "cluster/2")).isInstanceOf(Opened.Unreadable.class);
        assertThat(new String(sealed.bytes(), UTF_8)).doesNotContain("kubeconfig");
    }

    @Test
    void theSameSecretIsNeverSealedToTheSameBytes() {
        assertThat(sealer.seal(SECRET, "a").bytes())
                .isNotEqualTo(sealer.seal(SECRET, "a").bytes());
    }

    @Test
    void aChangedByteAnywhereIsSeen() {
        Sealed sealed = sealer.seal(SECRET, "a");
        for (int i = 0; i < sealed.bytes().length; i++) {
            byte[] changed = sealed.bytes();
            changed[i] ^= 1;
            assertThat(sealer.open(new Sealed(changed, sealed.keyId()), "a"))
                    .as("byte %d", i)
                    .isInstanceOf(Opened.Unreadable.class);
        }
    }

    @Test
    void anOldSecretOpensAfterRotationAndIsResealedWithoutChangingIt() {
        Sealed before = sealer.seal(SECRET, "a");
        Sealer rotated = new Sealer(ring(NEW + "\n" + OLD));
        assertThat(plain(rotated.open(before, "a"))).isEqualTo("the kubeconfig");
        assertThat(rotated.activeKey()).isEqualTo("new").isNotEqualTo(before.keyId());

        Sealed after = rotated.reseal(before, "a").orElseThrow();
        assertThat(after.keyId()).isEqualTo("new");
        assertThat(plain(new Sealer(ring(NEW)).open(after, "a"))).isEqualTo("the kubeconfig");
        assertThat(new Sealer(ring(NEW)).reseal(before, "a")).isEmpty();
    }

    @Test
    void aRingThatIsNoneSaysWhereAndNeverShowsAKey() {
        String key = OLD.substring(4);
        assertThat(why("")).contains("there is no key");
        assertThat(why("# a comment\nshort AAAA")).contains("line 2").contains("3 bytes");
        assertThat(why(OLD + "\n" + OLD)).contains("stands twice").doesNotContain(key);
        assertThat(why("a " + key + " b")).contains("not an id and a key").doesNotContain(key);
        assertThat(why("a not*base64")).contains("not base64");
    }

    private static String why(String text) {
        return ((KeyRing.Reading.NoRing) KeyRing.read(text, "keys")).why().sentence();
    }

    private static KeyRing ring(String text) {
        return ((KeyRing.Reading.Ring) KeyRing.read(text, "keys")).keys();
    }

    private static String plain(Opened opened) {
        return new String(((Opened.Plain) opened).bytes(), UTF_8);
    }
}
