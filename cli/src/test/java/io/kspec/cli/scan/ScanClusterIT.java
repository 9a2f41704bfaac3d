package io.kspec.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("apiserver")
final class ScanClusterIT {
    private static final String SPECIFICATION = """
            apiVersion: kspec.io/v1alpha1
            kind: ClusterSpecification
            metadata: {name: first}
            spec:
              kubernetes: {minVersion: "1.24", maxVersion: "1.99"}
              network: {defaultDenyIngress: true}
              workloads:
                images: {disallowLatestTag: true}
            """;

    private static LocalKubernetes cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
        apply(Files.readString(
                Path.of(System.getProperty("kspec.root"), "config/crd/kspec.io_clusterspecifications.yaml")));
        for (String namespace : List.of("open", "closed")) {
            apply("""
                    apiVersion: v1
                    kind: Namespace
                    metadata: {name: %1$s}
                    ---
                    apiVersion: networking.k8s.io/v1
                    kind: NetworkPolicy
                    metadata: {name: deny, namespace: %1$s}
                    spec: {podSelector: {}, policyTypes: [Ingress]}
                    """.formatted(namespace));
        }
        apply("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: deny, namespace: default}
                spec: {podSelector: {}, policyTypes: [Ingress]}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: reader, namespace: default}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: reads-workloads}
                rules:
                - {apiGroups: [""], resources: [namespaces, pods], verbs: [list]}
                - {apiGroups: [apps, batch], resources: ["*"], verbs: [list]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: reads-workloads}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reads-workloads}
                subjects: [{kind: ServiceAccount, name: reader, namespace: default}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: reads-networks}
                rules: [{apiGroups: [networking.k8s.io], resources: [networkpolicies], verbs: [list]}]
                """);
        for (String namespace : List.of("open", "default", "kube-system", "kube-public", "kube-node-lease")) {
            apply("""
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: RoleBinding
                    metadata: {name: reads-networks, namespace: %s}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reads-networks}
                    subjects: [{kind: ServiceAccount, name: reader, namespace: default}]
                    """.formatted(namespace));
        }
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void aClusterThatIsAsItMustBeEndsWithZero() {
        Kspec.Ended ended = scan(cluster.kubeconfig(), "--spec", specification());
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("0 of 3 rules broken, score 100 %");
    }

    @Test
    void aWorkloadThatBreaksARuleIsFound() {
        KubernetesClient client = cluster.client();
        String bad = Folder.BAD.replace("namespace: shop", "namespace: open");
        apply(bad);
        try {
            Kspec.Ended ended = scan(cluster.kubeconfig(), "--spec", specification(), "--fail-on", "Medium");
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out()).contains("Deployment open/bad (container app)");
            assertThat(scan(cluster.kubeconfig(), "--spec", specification(), "--fail-on", "Medium", "-n", "closed")
                            .code())
                    .isZero();
        } finally {
            client.apps().deployments().inNamespace("open").withName("bad").delete();
        }
    }

    @Test
    void anAccountThatMayNotListOneNamespaceLeavesThatRuleOpenAndTheOthersAsTheyAre() throws Exception {
        JsonNode whole = json(scan(cluster.kubeconfig(), "--spec", specification(), "-o", "json"));
        Path reader = cluster.kubeconfigFor("default", "reader");
        Kspec.Ended ended = scan(reader, "--spec", specification(), "-o", "json");
        JsonNode partial = json(ended);
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("incomplete");
        assertThat(result(partial, "namespaces-deny-ingress-by-default")
                        .path("status")
                        .asText())
                .isEqualTo("NotEvaluated");
        assertThat(result(partial, "namespaces-deny-ingress-by-default")
                        .path("message")
                        .asText())
                .contains("may not list networkpolicies")
                .contains("closed");
        for (String same : List.of("kubernetes-version-is-in-range", "images-avoid-the-latest-tag")) {
            assertThat(result(partial, same)).isEqualTo(result(whole, same));
        }
        assertThat(partial.path("summary").path("notEvaluated").asInt()).isEqualTo(1);
        assertThat(scan(reader, "--spec", specification()).out())
                .contains("score 100 %; left out of it: 1 not evaluated")
                .contains("NOT READ   may not list networkpolicies (closed)");
    }

    @Test
    void theOnlySpecificationOfTheClusterIsTakenAndSeveralMustBeChosenFrom() {
        Kspec.Ended none = scan(cluster.kubeconfig());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("no ClusterSpecification").contains("kspec init");
        apply(SPECIFICATION);
        try {
            assertThat(scan(cluster.kubeconfig()).out()).contains("judged by first (the cluster)");
            assertThat(scan(cluster.kubeconfig(), "--spec-name", "other").code())
                    .isEqualTo(2);
            assertThat(Kspec.at(directory)
                            .reading(Folder.GOOD)
                            .run("scan", "-f", "-", "--spec-name", "first", "--kubeconfig", kubeconfig())
                            .code())
                    .isZero();
            apply(SPECIFICATION.replace("name: first", "name: second"));
            Kspec.Ended two = scan(cluster.kubeconfig());
            assertThat(two.code()).isEqualTo(2);
            assertThat(two.err()).contains("first, second").contains("--spec-name");
            assertThat(scan(cluster.kubeconfig(), "--spec-name", "second").out())
                    .contains("judged by second");
        } finally {
            for (String name : List.of("first", "second")) {
                cluster.client()
                        .genericKubernetesResources("kspec.io/v1alpha1", "ClusterSpecification")
                        .withName(name)
                        .delete();
            }
        }
    }

    @Test
    void credentialsThatAreNotAcceptedEndWithThreeAndSaySo() throws Exception {
        String expired =
                Files.readString(cluster.kubeconfigFor("default", "reader")).replaceAll("token: .*", "token: \"x\"");
        Kspec.Ended ended = scan(Path.of(new Folder(directory).write("expired", expired)), "--spec", specification());
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("does not accept these credentials").contains("Sign in again");
    }

    @Test
    void theFirstSpecificationHasTheWindowOfTheClusterAndApplies() throws Exception {
        String file = directory.resolve("made.yaml").toString();
        Kspec.Ended ended = Kspec.at(directory).run("init", "-o", file, "--kubeconfig", kubeconfig());
        assertThat(ended.code()).isZero();
        String minor = cluster.client().getKubernetesVersion().getMinor();
        assertThat(Files.readString(Path.of(file))).contains("minVersion: \"1.%s\"".formatted(minor));
        apply(Files.readString(Path.of(file)));
        cluster.client()
                .genericKubernetesResources("kspec.io/v1alpha1", "ClusterSpecification")
                .withName("production-cluster")
                .delete();
    }

    private Kspec.Ended scan(Path kubeconfig, String... more) {
        var arguments = new ArrayList<>(List.of("scan", "--kubeconfig", kubeconfig.toString()));
        arguments.addAll(List.of(more));
        return Kspec.at(directory).run(arguments.toArray(String[]::new));
    }

    private String specification() {
        return new Folder(directory).write("spec.yaml", SPECIFICATION);
    }

    private static String kubeconfig() {
        return cluster.kubeconfig().toString();
    }

    private static JsonNode json(Kspec.Ended ended) throws Exception {
        return new ObjectMapper().readTree(ended.out());
    }

    private static JsonNode result(JsonNode scan, String rule) {
        return scan.path("results")
                .valueStream()
                .filter(result -> result.path("rule").asText().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static void apply(String yaml) {
        cluster.client()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
    }
}
