package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CommandLineTest {
    private static final ClusterFiles FILES = new ClusterFiles(Path.of("/cache/local/c1"));
    private static final Binaries BINARIES = new Binaries(Path.of("/bin-of-kube"));

    @ParameterizedTest
    @EnumSource(Component.class)
    void everyComponentIsStartedByThePathOfItsProgram(Component component) {
        assertThat(CommandLine.of(component, setup(LocalOptions.defaults())))
                .startsWith("/bin-of-kube/" + component.program());
    }

    @ParameterizedTest
    @EnumSource(Component.class)
    void noComponentListensBeyondThisMachine(Component component) {
        assertThat(CommandLine.of(component, setup(LocalOptions.defaults())))
                .filteredOn(word -> word.contains("listen") || word.contains("bind") || word.contains("port="))
                .allMatch(word -> word.contains("=unix://")
                        || word.endsWith("=127.0.0.1")
                        || word.equals("--secure-port=0")
                        || word.equals("--secure-port=21000"));
    }

    @Test
    void onlyTheApiServerOpensAPort() {
        assertThat(CommandLine.of(Component.CONTROLLER_MANAGER, setup(LocalOptions.defaults())))
                .contains("--secure-port=0");
        assertThat(CommandLine.of(Component.SCHEDULER, setup(LocalOptions.defaults())))
                .contains("--secure-port=0");
        assertThat(apiServer(LocalOptions.defaults())).contains("--secure-port=21000", "--bind-address=127.0.0.1");
    }

    @Test
    void theControllerManagersFurtherArgumentsComeLast() {
        assertThat(CommandLine.of(
                        Component.CONTROLLER_MANAGER,
                        setup(LocalOptions.defaults()
                                .withControllerManagerArguments("--node-monitor-grace-period=4s"))))
                .endsWith("--node-monitor-grace-period=4s");
    }

    @Test
    void theApiServerFindsEtcdWhereEtcdListens() {
        List<String> etcd = CommandLine.of(Component.ETCD, setup(LocalOptions.defaults()));
        assertThat(etcd).contains("--listen-client-urls=unix://etcd.socket");
        assertThat(apiServer(LocalOptions.defaults())).contains("--etcd-servers=unix://etcd.socket");
    }

    @Test
    void twoClustersOverOneEtcdHaveKeysOfTheirOwn() {
        DataPlace shared = DataPlace.shared(new ClusterFiles(Path.of("/cache/local/e1")), FILES);
        ClusterSetup member = new ClusterSetup(FILES, 21_000, shared, LocalOptions.apiServerOnly(), BINARIES);
        assertThat(CommandLine.of(Component.API_SERVER, member))
                .contains("--etcd-servers=unix://../e1/etcd.socket", "--etcd-prefix=/c1");
    }

    @Test
    void theArgumentsOfTheUserComeLastAndSoWin() {
        LocalOptions options = LocalOptions.defaults().withApiServerArguments("--v=4", "--profiling=false");
        assertThat(apiServer(options)).endsWith("--v=4", "--profiling=false");
    }

    @Test
    void withoutControllersTheApiServerDemandsNothingTheyWouldMake() {
        String relaxed = "--disable-admission-plugins=ServiceAccount,TaintNodesByCondition";
        assertThat(apiServer(LocalOptions.apiServerOnly())).contains(relaxed);
        assertThat(apiServer(LocalOptions.defaults())).doesNotContain(relaxed);
    }

    private static List<String> apiServer(LocalOptions options) {
        return CommandLine.of(Component.API_SERVER, setup(options));
    }

    private static ClusterSetup setup(LocalOptions options) {
        return new ClusterSetup(FILES, 21_000, DataPlace.ofItsOwn(), options, BINARIES);
    }
}
