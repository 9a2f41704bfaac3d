package io.kspec.acceptance.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The installed release, as its user sees it.
final class Release {
    static final Map<String, String> LABELS =
            Map.of("app.kubernetes.io/name", "kspec-operator", "app.kubernetes.io/component", "operator");
    static final String GUARDS = "validatingwebhookconfiguration,mutatingwebhookconfiguration,"
            + "validatingadmissionpolicy,validatingadmissionpolicybinding";
    private static final String NAME = "kspec-operator";

    private final Stack stack;
    private final Path values;

    Release(Stack stack) {
        this.stack = stack;
        this.values = stack.file("values.yaml", Fixtures.VALUES);
    }

    void helm(String verb, Path chart, String... more) {
        var words = new ArrayList<>(List.of(verb, NAME, chart.toString(), "--namespace=" + Stack.NAMESPACE));
        words.add("--values=" + values);
        words.addAll(List.of(more));
        helm(words);
    }

    void uninstall() {
        helm(List.of("uninstall", NAME, "--namespace=" + Stack.NAMESPACE));
    }

    private void helm(List<String> words) {
        Program.Answer answer = stack.helm().run(words.toArray(String[]::new));
        assertThat(answer.succeeded())
                .as("helm %s: %s%n%s", words, answer.stderr(), containers())
                .isTrue();
    }

    /// What pods of this namespace have printed at the end; for the message of a failure.
    private String containers() {
        var text = new StringBuilder();
        for (Pod pod : stack.client().pods().inNamespace(Stack.NAMESPACE).list().getItems()) {
            List<String> lines = stack.kubelet().logs(pod).lines().toList();
            text.append("pod %s%n".formatted(pod.getMetadata().getName()));
            lines.subList(Math.max(0, lines.size() - 15), lines.size())
                    .forEach(line -> text.append("  ").append(line).append('\n'));
        }
        return text.toString();
    }

    List<Pod> awaitReady(int count) {
        return stack.kubelet().awaitReady(Stack.NAMESPACE, LABELS, count, Stack.PATIENCE);
    }

    /// Waits until the Deployment is rolled out and nothing of its former pods is left.
    void awaitRolledOut() {
        Kubectl.Answer answer = stack.kubectl()
                .run("rollout", "status", "deployment/kspec-operator", "-n", Stack.NAMESPACE, "--timeout=4m");
        assertThat(answer.succeeded())
                .as("%s%n%s", answer.stderr(), containers())
                .isTrue();
        await("end of the former pods").atMost(Stack.PATIENCE).until(() -> pods().size() == 3);
    }

    List<Pod> pods() {
        return stack.client()
                .pods()
                .inNamespace(Stack.NAMESPACE)
                .withLabels(LABELS)
                .list()
                .getItems();
    }

    /// Who the Lease says leads; empty when nobody.
    String holder() {
        Lease lease = stack.client()
                .leases()
                .inNamespace(Stack.NAMESPACE)
                .withName("kspec-operator-lock")
                .get();
        return Optional.ofNullable(lease)
                .flatMap(found -> Optional.ofNullable(found.getSpec().getHolderIdentity()))
                .orElse("");
    }

    Pod awaitLeader() {
        return await("a leader")
                .atMost(Stack.PATIENCE)
                .until(() -> pods().stream().filter(this::leads).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    boolean leads(Pod pod) {
        return holder().startsWith(pod.getMetadata().getName() + "_");
    }

    /// Deletes a guard; only a leader that acts puts it back.
    String tamper() {
        String binding = guards().stream()
                .filter(name -> name.startsWith("validatingadmissionpolicybinding"))
                .findFirst()
                .orElseThrow();
        assertThat(stack.kubectl().run("delete", binding).succeeded()).isTrue();
        return binding;
    }

    /// Waits until a leader has put back what was tampered with.
    void awaitRepair(String what, String guard, Instant since) {
        Figures.measured(what, since, () -> assertThat(guards()).contains(guard));
    }

    List<String> guards() {
        return names(GUARDS);
    }

    List<String> names(String kinds, String... more) {
        var words = new ArrayList<>(List.of("get", kinds, "-o", "name"));
        words.addAll(List.of(more));
        return stack.kubectl()
                .run(words.toArray(String[]::new))
                .stdout()
                .lines()
                .toList();
    }

    String condition(String type) {
        return stack.kubectl()
                .run(
                        "get",
                        "clusterspec/production-cluster",
                        "-o",
                        "jsonpath={.status.conditions[?(@.type=='%s')]}".formatted(type))
                .stdout();
    }

    /// The answer of a pod's own endpoint; anything else than 200 fails.
    static String get(Pod pod, int port, String path) {
        URI target = URI.create("http://%s:%d%s".formatted(pod.getStatus().getPodIP(), port, path));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(target).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(target.toString()).isEqualTo(200);
            return answer.body();
        } catch (IOException silent) {
            throw new java.io.UncheckedIOException(silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// What the API server says against this fixture in a namespace; empty when it takes it.
    String refusal(String fixture, String namespace) {
        Kubectl.Answer answer = stack.kubectl()
                .run(
                        "create",
                        "--dry-run=server",
                        "-n",
                        namespace,
                        "-f",
                        Fixtures.file(fixture).toString());
        return answer.succeeded() ? "" : answer.stderr();
    }
}
