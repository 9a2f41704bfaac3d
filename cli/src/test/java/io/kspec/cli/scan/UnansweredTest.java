package io.kspec.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clusters that are named wrongly, or do not answer.
final class UnansweredTest {
    @TempDir
    private Path directory;

    @Test
    void aClosedPortEndsWithThreeAndOneSentence() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Kspec.Ended ended = scan(kubeconfig(port));
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().filter(line -> line.startsWith("error: ")))
                .singleElement()
                .asString()
                .contains("no answer")
                .contains("127.0.0.1:" + port);
    }

    @Test
    void aSilentServerIsWaitedForAsLongAsWasAskedAndNoLonger() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Kspec.Ended ended = scan(kubeconfig(silent.getLocalPort()), "--request-timeout", "300ms");
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("no answer");
        }
    }

    @Test
    void theTimeLimitOfTheWholeCommandEndsWith124() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Kspec.Ended ended =
                    scan(kubeconfig(silent.getLocalPort()), "--request-timeout", "60s", "--timeout", "500ms");
            assertThat(ended.code()).isEqualTo(124);
            assertThat(ended.err()).contains("--timeout");
        }
    }

    @Test
    void anUnknownContextIsWrongUsageAndTheKnownOnesAreListed() {
        Kspec.Ended ended = scan(kubeconfig(1), "--context", "nowhere");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("\"nowhere\"").contains("here, there");
    }

    @Test
    void aKubeconfigThatDoesNotExistIsWrongUsage() {
        assertThat(scan("nowhere.yaml").code()).isEqualTo(2);
    }

    @Test
    void aKubeconfigThatCannotBeReadEndsWithThree() {
        Kspec.Ended ended = scan(new Folder(directory).write("broken", "{{{"));
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("kubeconfig cannot be read");
    }

    @Test
    void withoutAnyKubeconfigTheWayOutIsNamed() {
        Kspec.Ended ended = Kspec.at(directory).run("scan");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("nothing says where a cluster is").contains("-f");
    }

    @Test
    void severalKubeconfigFilesAreOne() {
        String first = new Folder(directory).write("first", "apiVersion: v1\nkind: Config\ncurrent-context: here\n");
        Kspec.Ended ended = Kspec.at(directory)
                .with(Map.of("KUBECONFIG", first + ":" + directory.resolve("none") + ":" + kubeconfig(1)))
                .run("scan", "--request-timeout", "1s");
        assertThat(ended.err()).contains("no answer").contains("127.0.0.1:1");
    }

    private Kspec.Ended scan(String kubeconfig, String... more) {
        String specification = new Folder(directory).write("spec.yaml", Folder.SPECIFICATION);
        String[] all = new String[more.length + 5];
        System.arraycopy(new String[] {"scan", "--spec", specification, "--kubeconfig", kubeconfig}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return Kspec.at(directory).run(all);
    }

    private String kubeconfig(int port) {
        return new Folder(directory).write("kubeconfig", """
                apiVersion: v1
                kind: Config
                current-context: here
                clusters:
                - name: c
                  cluster: {server: "http://127.0.0.1:%d"}
                users:
                - name: u
                  user: {token: secret-token}
                contexts:
                - name: here
                  context: {cluster: c, user: u}
                - name: there
                  context: {cluster: c, user: u}
                """.formatted(port));
    }
}
