package io.kspec.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import io.kspec.kube.resource.Crds;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that explain, and those that work on policies by hand, on a real API server.
@ApiServer(
        shared = false,
        nodes = 0,
        without = {Component.CONTROLLER_MANAGER, Component.SCHEDULER})
final class ExplainClusterIT {
    private static final String SPECIFICATION = """
            apiVersion: kspec.io/v1alpha1
            kind: ClusterSpecification
            metadata: {name: inforce}
            spec:
              network: {defaultDenyIngress: true}
              workloads: {images: {disallowLatestTag: true}}
            """;
    private static final String POLICY = "validatingadmissionpolicy";

    @TempDir
    private Path home;

    private final LocalKubernetes cluster;
    private final Kubectl kubectl;

    ExplainClusterIT(LocalKubernetes cluster, Kubectl kubectl) {
        this.cluster = cluster;
        this.kubectl = kubectl;
    }

    @BeforeAll
    static void fill(KubernetesClient client, Kubectl kubectl) {
        Crds.install(client);
        apply(kubectl, "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
        apply(kubectl, Folder.BAD);
        apply(kubectl, Folder.GOOD);
        apply(kubectl, SPECIFICATION);
    }

    @Test
    void anObjectOfTheClusterIsJudgedByItsSpecifications() {
        Kspec.Ended ended = run("why", "deploy/bad", "-n", "shop");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .startsWith("Deployment shop/bad\n")
                .contains("By inforce, mode monitor: violations are recorded, nothing is refused")
                .containsPattern("Fail +images-avoid-the-latest-tag +spec.workloads.images.disallowLatestTag"
                        + " +ClusterSpecification inforce");
    }

    @Test
    void rulesAboutTheClusterAreToldForTheObjectTheyName() {
        Kspec.Ended ended = run("why", "ns/shop");
        assertThat(ended.out()).containsPattern("Fail +namespaces-deny-ingress-by-default +spec.network");
    }

    @Test
    void anObjectThatIsNotThereIsWrongUsageAndNamesTheNearest() {
        Kspec.Ended ended = run("why", "deployment/god", "-n", "shop");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("no Deployment is called \"god\" (namespace shop)")
                .contains("good");
    }

    @Test
    void theImpactOfASpecificationIsThatOfEnforcingIt() {
        Kspec.Ended ended = run("impact", "--spec", write("new.yaml", SPECIFICATION), "--fail-on-impact");
        assertThat(ended.code()).as(ended.err()).isOne();
        assertThat(ended.out())
                .contains("in force: inforce")
                .containsPattern("shop +Deployment/bad +0 +images-avoid-the-latest-tag")
                .contains("1 newly refused");
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndWritesNothing() {
        String file = write("dry.yaml", enforcing("dry", "hostNetwork"));
        for (String how : List.of("client", "server")) {
            Kspec.Ended ended = run("enforce", "--spec", file, "--dry-run", how);
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("ACTION", "create", "(%s dry run)".formatted(how));
        }
        assertThat(policiesOf("dry")).isEmpty();
    }

    @Test
    void policiesAreAppliedOnceAndTheSecondTimeNothingChanges() {
        String file = write("once.yaml", enforcing("once", "hostNetwork"));
        Kspec.Ended first = run("enforce", "--spec", file);
        assertThat(first.code()).as(first.out() + first.err()).isZero();
        String stored = policiesOf("once");
        assertThat(stored).isNotEmpty();
        Kspec.Ended second = run("enforce", "--spec", file);
        assertThat(second.out()).contains("unchanged").doesNotContain("create", "change ");
        assertThat(policiesOf("once")).isEqualTo(stored);
        assertThat(run("drift", "--spec", file).code()).isZero();
    }

    @Test
    void aPolicyThatSomebodyChangedIsDriftUntilItIsEnforcedAgain() throws Exception {
        String file = write("changed.yaml", enforcing("changed", "hostNetwork"));
        run("enforce", "--spec", file);
        String name = kubectl.run("get", POLICY, "-l", "kspec.io/cluster-spec=changed", "-o", "name")
                .stdout()
                .lines()
                .findFirst()
                .orElseThrow();
        kubectl.run("patch", name, "--type=merge", "-p", "{\"spec\":{\"failurePolicy\":\"Fail\"}}");
        String tampered = policiesOf("changed");

        Kspec.Ended drift = run("drift", "--spec", file, "-o", "json");
        JsonNode event = new ObjectMapper().readTree(drift.out()).path("events").path(0);
        assertThat(drift.code()).as(drift.err()).isOne();
        assertThat(event.path("driftType").asText()).isEqualTo("modified");
        assertThat(event.path("severity").asText()).isEqualTo("medium");
        assertThat(event.path("changedBy").path("manager").asText()).startsWith("kubectl");
        assertThat(event.path("actual").path("spec").path("failurePolicy").asText())
                .isEqualTo("Fail");
        assertThat(policiesOf("changed")).as("drift writes nothing").isEqualTo(tampered);

        assertThat(run("enforce", "--spec", file).out()).containsPattern("change +ValidatingAdmissionPolicy .* done");
        assertThat(run("drift", "--spec", file).code()).isZero();
    }

    @Test
    void aMissingPolicyIsHighAndOneThatNothingAsksForLowAndGoesWithPrune() {
        String before = write("before.yaml", enforcing("pruned", "hostNetwork"));
        String after = write("after.yaml", enforcing("pruned", "hostPID"));
        run("enforce", "--spec", before);
        Kspec.Ended drift = run("drift", "--spec", after);
        assertThat(drift.code()).isOne();
        assertThat(drift.out())
                .containsPattern("high +Policy +deleted +ValidatingAdmissionPolicy/")
                .containsPattern("low +Policy +extra +ValidatingAdmissionPolicy/");

        assertThat(run("enforce", "--spec", after).out()).contains("keep", "--prune removes it");
        assertThat(run("enforce", "--spec", after, "--prune").out()).containsPattern("remove .* done");
        assertThat(policiesOf("pruned")).contains("hostpid").doesNotContain("hostnetwork");
        assertThat(run("drift", "--spec", after).code()).isZero();
    }

    @Test
    void anObjectThatIsNotOursIsNeverOverwritten() {
        String file = write("taken.yaml", enforcing("taken", "hostNetwork"));
        run("enforce", "--spec", file);
        kubectl.run(
                "label",
                POLICY,
                "-l",
                "kspec.io/cluster-spec=taken",
                "app.kubernetes.io/managed-by=somebody",
                "--overwrite");
        String foreign = kubectl.run("get", POLICY, "-o", "yaml").stdout();
        Kspec.Ended ended = run("enforce", "--spec", file);
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err())
                .contains("does not carry the marks of this specification")
                .contains("Rename");
        assertThat(kubectl.run("get", POLICY, "-o", "yaml").stdout()).isEqualTo(foreign);
    }

    @Test
    void aFailingCheckIsDriftOfComplianceAndAnOlderCronJobIsNamed() {
        apply(kubectl, "{apiVersion: v1, kind: Namespace, metadata: {name: kspec-system}}");
        apply(kubectl, """
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: kspec-drift-monitor, namespace: kspec-system}
                spec:
                  schedule: "*/5 * * * *"
                  jobTemplate:
                    spec:
                      template:
                        spec: {restartPolicy: OnFailure, containers: [{name: kspec, image: "kspec:1"}]}
                """);
        Kspec.Ended ended = run("drift", "--spec", write("rules.yaml", SPECIFICATION));
        assertThat(ended.code()).isOne();
        assertThat(ended.out()).containsPattern("medium +Compliance +violation +ComplianceCheck/workload-security");
        assertThat(ended.err()).contains("kubectl delete cronjob -n kspec-system kspec-drift-monitor");
    }

    @Test
    void whatMayNotBeReadIsNotEvaluatedAndNeverNoDrift() {
        apply(kubectl, "{apiVersion: v1, kind: ServiceAccount, metadata: {name: stranger, namespace: default}}");
        String stranger = cluster.kubeconfigFor("default", "stranger").toString();
        String file = write("unread.yaml", enforcing("unread", "hostNetwork"));
        for (String command : List.of("drift", "enforce", "impact")) {
            Kspec.Ended ended = Kspec.at(home).run(command, "--spec", file, "--kubeconfig", stranger);
            assertThat(ended.code()).as(command).isEqualTo(3);
            assertThat(ended.err()).contains("may not list");
        }
    }

    @Test
    void aSpecificationThatOnlyMonitorsAppliesNothing() {
        Kspec.Ended ended = Kspec.at(home).run("enforce", "--spec", write("monitor.yaml", SPECIFICATION));
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).contains("mode monitor").contains("no policy is applied");
    }

    private static String enforcing(String name, String forbidden) {
        return """
                apiVersion: kspec.io/v1alpha1
                kind: ClusterSpecification
                metadata: {name: %s}
                spec:
                  enforcement: {mode: enforce}
                  workloads: {containers: {forbidden: [{key: %s, value: true}]}}
                """.formatted(name, forbidden);
    }

    private String policiesOf(String specification) {
        return kubectl.run(
                        "get",
                        "validatingadmissionpolicies,validatingadmissionpolicybindings",
                        "-l",
                        "kspec.io/cluster-spec=" + specification,
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.name} {.metadata.resourceVersion}{\"\\n\"}{end}")
                .stdout()
                .strip();
    }

    private Kspec.Ended run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
        return Kspec.at(home).run(all.toArray(String[]::new));
    }

    private String write(String name, String text) {
        return new Folder(home).write(name, text);
    }

    private static void apply(Kubectl kubectl, String yaml) {
        var answer = kubectl.runWithInput(yaml, "apply", "-f", "-");
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
    }
}
