package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FreePortsTest {
    @Test
    void aPortSomebodyListensOnIsNotFree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void portsLieBelowThoseOfOutgoingConnections() {
        assertThat(IntStream.range(0, 20).map(_ -> FreePorts.one())).allMatch(port -> port >= 20_000 && port < 32_000);
    }
}
