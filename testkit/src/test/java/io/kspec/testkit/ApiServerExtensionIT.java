package io.kspec.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/// Runs the sample classes below by an engine of its own and looks at what they saw.
@Tag("apiserver")
final class ApiServerExtensionIT {
    private static final Map<String, String> SEEN = new ConcurrentHashMap<>();
    private static EngineExecutionResults results;

    @BeforeAll
    static void runTheSamples() {
        results = EngineTestKit.engine("junit-jupiter")
                .selectors(
                        selectClass(Shared.class),
                        selectClass(SharedToo.class),
                        selectClass(Failing.class),
                        selectClass(Private.class),
                        selectClass(Contradicting.class),
                        selectClass(Unstartable.class))
                .execute();
    }

    @Test
    void theSamplesEndAsTheyShould() {
        results.testEvents()
                .assertStatistics(stats -> stats.succeeded(6).failed(3).aborted(1));
    }

    @Test
    void classesShareOneClusterUnlessTheyAskForTheirOwn() {
        assertThat(SEEN.get("shared cluster"))
                .isEqualTo(SEEN.get("shared cluster too"))
                .isNotEqualTo(SEEN.get("private cluster"));
    }

    @Test
    void everyClusterIsClosedAtTheEnd() {
        assertThat(List.of("shared cluster", "private cluster"))
                .extracting(SEEN::get)
                .extracting(Path::of)
                .allSatisfy(directory -> assertThat(directory).doesNotExist());
    }

    @Test
    void eachTestHasANamespaceOfItsOwnSharedWithItsLifecycleMethods() {
        assertThat(SEEN.get("namespace before each")).isEqualTo(SEEN.get("namespace"));
        assertThat(SEEN.get("namespace after each")).isEqualTo(SEEN.get("namespace"));
        assertThat(SEEN.get("namespace of constructor")).isEqualTo(SEEN.get("namespace of another test"));
        assertThat(SEEN.get("namespace of another test")).isNotEqualTo(SEEN.get("namespace"));
    }

    @Test
    void aNamespaceIsDeletedAfterItsTest() {
        assertThat(SEEN.get("phase of the namespace of an earlier test")).isIn("Terminating", "gone");
    }

    @Test
    void aFailureSaysWhereTheLogsAreKept() throws IOException {
        Throwable failure = failureOf("aTestThatFails");
        assertThat(failure).hasMessageContaining("as planned");
        assertThat(failure.getSuppressed()).singleElement().satisfies(note -> assertThat(note)
                .hasMessageMatching("the servers' logs are kept in .*target/kube-logs/.*Failing.aTestThatFails"));
        Path kept = Path.of("target/kube-logs/ApiServerExtensionIT$Failing.aTestThatFails");
        assertThat(Files.readString(kept.resolve("kube-apiserver.log"))).isNotBlank();
    }

    @Test
    void aTestThatOnlyAbortsKeepsNoLogs() {
        assertThat(Path.of("target/kube-logs/ApiServerExtensionIT$Failing.aTestThatAborts"))
                .doesNotExist();
    }

    @Test
    void optionsOnASharedClusterAreRefused() {
        assertThat(failureOf("aTestThatContradictsItself")).hasStackTraceContaining("add shared = false");
    }

    @Test
    void aClusterThatDoesNotStartFailsTheTestWithItsReason() {
        assertThat(failureOf("aTestWithoutACluster")).hasStackTraceContaining("unknown flag: --no-such-flag");
    }

    private static Throwable failureOf(String method) {
        return results.testEvents()
                .failed()
                .filter(event -> event.getTestDescriptor().getDisplayName().startsWith(method))
                .map(ApiServerExtensionIT::throwable)
                .findFirst()
                .orElseThrow();
    }

    private static Throwable throwable(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    @ApiServer
    static final class Shared {
        @BeforeEach
        void before(@TestNamespace String namespace) {
            SEEN.put("namespace before each", namespace);
        }

        @Test
        void podsAreAcceptedInTheNamespaceAtOnce(
                KubernetesClient client, LocalKubernetes cluster, Kubectl kubectl, @TestNamespace String namespace) {
            SEEN.put("shared cluster", cluster.directory().toString());
            SEEN.put("namespace", namespace);
            client.pods().inNamespace(namespace).resource(pod()).create();
            assertThat(kubectl.run("-n", namespace, "get", "pod", "web", "-o", "name")
                            .stdout())
                    .isEqualTo("pod/web\n");
        }

        @AfterEach
        void after(@TestNamespace String namespace) {
            SEEN.put("namespace after each", namespace);
        }
    }

    @ApiServer
    static final class SharedToo {
        SharedToo(@TestNamespace String namespace) {
            SEEN.put("namespace of constructor", namespace);
        }

        @Test
        void itsNamespaceIsThatOfItsConstructor(
                LocalKubernetes cluster, KubernetesClient client, @TestNamespace String namespace) {
            SEEN.put("shared cluster too", cluster.directory().toString());
            SEEN.put("namespace of another test", namespace);
            Namespace earlier =
                    client.namespaces().withName(SEEN.get("namespace")).get();
            SEEN.put(
                    "phase of the namespace of an earlier test",
                    earlier == null ? "gone" : earlier.getStatus().getPhase());
        }
    }

    @ApiServer
    static final class Failing {
        @Test
        void aTestThatFails(KubernetesClient client) {
            assertThat(client.namespaces().list().getItems()).isNotEmpty();
            assertThat(client).as("as planned").isNull();
        }

        @Test
        void aTestThatAborts(KubernetesClient client) {
            assumeThat(client).isNull();
        }
    }

    @ApiServer(shared = false, nodes = 1, without = Component.SCHEDULER, apiServerArguments = "--v=1")
    static final class Private {
        @Test
        void itsOptionsAreHeeded(LocalKubernetes cluster) {
            SEEN.put("private cluster", cluster.directory().toString());
            assertThat(cluster.client().nodes().list().getItems()).hasSize(1);
            assertThat(cluster.logs().resolve("kube-scheduler.log")).doesNotExist();
        }

        @Test
        void allItsMethodsUseOneCluster(LocalKubernetes cluster) {
            SEEN.merge("private cluster", cluster.directory().toString(), (before, now) -> {
                assertThat(now).isEqualTo(before);
                return now;
            });
        }

        @Nested
        final class Inner {
            @Test
            void nestedClassesUseItToo(LocalKubernetes cluster) {
                assertThat(SEEN)
                        .containsEntry("private cluster", cluster.directory().toString());
            }

            @Test
            void theApiServerMayBeStopped(LocalKubernetes cluster) {
                cluster.stopApiServer();
                cluster.startApiServer();
                assertThat(cluster.client().namespaces().list().getItems()).isNotEmpty();
            }
        }
    }

    @ApiServer(nodes = 7)
    static final class Contradicting {
        @Test
        void aTestThatContradictsItself(KubernetesClient client) {
            assertThat(client).as("never reached").isNull();
        }
    }

    @ApiServer(shared = false, apiServerArguments = "--no-such-flag=1")
    static final class Unstartable {
        @Test
        void aTestWithoutACluster(KubernetesClient client) {
            assertThat(client).as("never reached").isNull();
        }
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("registry.example/web:1")
                .endContainer()
                .endSpec()
                .build();
    }
}
