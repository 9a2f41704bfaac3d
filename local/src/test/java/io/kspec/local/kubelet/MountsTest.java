package io.kspec.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MountsTest {
    private static final Mounts MOUNTS =
            new Mounts(Map.of("/tls", Path.of("/real/tls"), "/tls/ca", Path.of("/real/ca"), "/tmp", Path.of("/r/t$1")));

    @ParameterizedTest
    @CsvSource(textBlock = """
            --key=/tls/key.pem,           --key=/real/tls/key.pem
            /tls,                         /real/tls
            /tls:/tmp,                    /real/tls:/r/t$1
            /tls/ca/root.pem,             /real/ca/root.pem
            -Djava.io.tmpdir=/tmp,        -Djava.io.tmpdir=/r/t$1
            cat /tls/a > /tmp/b,          cat /real/tls/a > /r/t$1/b
            /tlsother,                    /tlsother
            /etc/tls/key,                 /etc/tls/key
            https://example.org/tls/x,    https://example.org/tls/x
            """)
    void aMountPathBecomesTheFolder(String text, String real) {
        assertThat(MOUNTS.real(text)).isEqualTo(real);
    }

    @Test
    void withoutMountsNothingChanges() {
        assertThat(new Mounts(Map.of()).real(List.of("/tls", ""))).containsExactly("/tls", "");
    }
}
