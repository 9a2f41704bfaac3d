package io.kspec.cli.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.cli.Kspec;
import io.kspec.kube.pause.WebhookPause;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command says, and what it leaves in the operator's namespace; what the operator makes of it is tested
/// there.
@ApiServer
final class WebhookCommandIT {
    private static final String NOBODY = "nobody switched admission off";

    @TempDir
    private Path home;

    private final LocalKubernetes cluster;
    private final String namespace;

    WebhookCommandIT(LocalKubernetes cluster, @TestNamespace String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    @Test
    void whoDisabledItUntilWhenAndWhyIsKeptAndToldUntilItIsEnabled(KubernetesClient client) {
        assertThat(run("status").out()).startsWith(NOBODY);

        Instant before = Instant.now();
        Kspec.Ended disabled = run("disable", "--for", "1h", "--reason", "the node pool is rebuilt");
        assertThat(disabled.code()).as(disabled.err()).isZero();
        assertThat(disabled.out()).startsWith("admission does not ask kspec about workloads until ");
        ConfigMap pause = pause(client);
        assertThat(pause.getMetadata().getLabels()).containsEntry(WebhookPause.LABEL, WebhookPause.LABEL_VALUE);
        assertThat(pause.getData()).containsKey("by").containsEntry("reason", "the node pool is rebuilt");
        assertThat(Instant.parse(pause.getData().get("until")))
                .isBetween(before.plusSeconds(3599), Instant.now().plusSeconds(3600));
        assertThat(run("status").out())
                .startsWith("admission is switched off until " + pause.getData().get("until"))
                .contains("by " + pause.getData().get("by"))
                .contains("the node pool is rebuilt");

        Kspec.Ended enabled = run("enable");
        assertThat(enabled.code()).as(enabled.err()).isZero();
        assertThat(enabled.out()).contains("admission asks kspec again");
        assertThat(pause(client)).isNull();
        assertThat(run("status").out()).startsWith(NOBODY);
        assertThat(run("enable").err()).contains(NOBODY);
    }

    @Test
    void anotherCallSetsAnotherTime(KubernetesClient client) {
        run("disable", "--for", "1h");
        String first = pause(client).getMetadata().getUid();
        assertThat(run("disable", "--for", "2h").code()).isZero();
        assertThat(pause(client).getMetadata().getUid()).isNotEqualTo(first);
        assertThat(Instant.parse(pause(client).getData().get("until")))
                .isAfter(Instant.now().plus(Duration.ofMinutes(90)));
    }

    @Test
    void aTimeThatIsOverIsNoPause() {
        run("disable", "--for", "1h");
        Instant later = Instant.now().plus(Duration.ofHours(2));
        assertThat(Kspec.at(home)
                        .at(later)
                        .run(words("status", cluster.kubeconfig()))
                        .out())
                .startsWith(NOBODY);
    }

    @Test
    void longerThanADayIsWrongUsageAndChangesNothing(KubernetesClient client) {
        Kspec.Ended ended = run("disable", "--for", "25h");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("at most 24 hours");
        assertThat(pause(client)).isNull();
    }

    @Test
    void whoMayNotIsToldWhichRightIsMissing(Kubectl kubectl) {
        kubectl.run("create", "serviceaccount", "onlooker", "-n", namespace);
        kubectl.run("create", "role", "looks", "-n", namespace, "--verb=get", "--resource=configmaps");
        kubectl.run(
                "create",
                "rolebinding",
                "looks",
                "-n",
                namespace,
                "--role=looks",
                "--serviceaccount=%s:onlooker".formatted(namespace));
        Path onlooker = cluster.kubeconfigFor(namespace, "onlooker");
        assertThat(Kspec.at(home).run(words("status", onlooker)).code()).isZero();
        Kspec.Ended refused = Kspec.at(home).run(words("disable", onlooker, "--for", "1h"));
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("configmaps").contains("create");
    }

    private ConfigMap pause(KubernetesClient client) {
        return client.configMaps()
                .inNamespace(namespace)
                .withName(WebhookPause.NAME)
                .get();
    }

    private Kspec.Ended run(String command, String... more) {
        return Kspec.at(home).run(words(command, cluster.kubeconfig(), more));
    }

    private String[] words(String command, Path kubeconfig, String... more) {
        var words = new ArrayList<>(List.of("webhook", command));
        words.addAll(List.of(more));
        words.addAll(List.of("--namespace", namespace, "--kubeconfig", kubeconfig.toString()));
        return words.toArray(String[]::new);
    }
}
