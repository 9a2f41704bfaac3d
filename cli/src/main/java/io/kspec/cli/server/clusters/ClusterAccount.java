package io.kspec.cli.server.clusters;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.kube.access.ManagerRights;
import io.kspec.kube.failure.ApiFailures;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectKind;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The account of a kspec server in one cluster: who it is there, what it may do, and the token that proves it. The
/// token lives in a Secret of its own, so that it lasts until it is replaced, and ends when the Secret is deleted.
final class ClusterAccount {
    private static final String MANAGER = "kspec-cli";
    private static final String REGISTERED_AS = "kspec.io/registered-as";
    private static final String SERVER = "kspec.io/server";
    private static final int NAME_DIGITS = 8;
    private static final int TOKEN_SECONDS = 30;

    private static final List<ObjectKind> KINDS = List.of(
            new ObjectKind("", "v1", "Namespace", "namespaces", false),
            new ObjectKind("", "v1", "ServiceAccount", "serviceaccounts", true),
            new ObjectKind("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", false),
            new ObjectKind("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", false),
            ObjectKind.SECRET);

    private final KubernetesClient client;
    private final String namespace;
    private final SequencedCollection<String> groups;
    private final Optional<URI> apiServer;

    /// @param apiServer instead of the address that the client uses
    ClusterAccount(
            KubernetesClient client, String namespace, SequencedCollection<String> groups, Optional<URI> apiServer) {
        this.client = client;
        this.namespace = namespace;
        this.groups = groups;
        this.apiServer = apiServer;
    }

    /// Where the cluster is, for the one who looks.
    String address() {
        return client.getMasterUrl().toString();
    }

    /// Everything that is created, in its order; the Secret of the token comes last.
    ///
    /// @param name of the cluster at the server
    List<ObjectNode> objects(String name, URI server) {
        return Stream.concat(ManagerRights.objects(namespace, groups).stream(), Stream.of(secret(name, server)))
                .toList();
    }

    private ObjectNode secret(String name, URI server) {
        ObjectNode secret =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Secret");
        ObjectNode metadata = secret.putObject("metadata")
                .put(
                        "name",
                        "%s-%s"
                                .formatted(
                                        ManagerRights.NAME,
                                        UUID.randomUUID().toString().substring(0, NAME_DIGITS)))
                .put("namespace", namespace);
        metadata.putObject("labels").put("app.kubernetes.io/part-of", "kspec").put(REGISTERED_AS, name);
        metadata.putObject("annotations")
                .put("kubernetes.io/service-account.name", ManagerRights.NAME)
                .put(SERVER, server.toString());
        return secret.put("type", "kubernetes.io/service-account-token");
    }

    /// Creates them, as far as they are not there, and answers a kubeconfig of the account.
    Step<Credential> make(List<ObjectNode> objects) {
        var writer = new ObjectWriter(client, MANAGER);
        for (ObjectNode object : objects) {
            var change = new Change.Demand(kind(object), object, MANAGER, "a kspec server manages operators here");
            switch (writer.write(change)) {
                case Outcome.Done _ -> {}
                case Outcome.Outdated _ -> {
                    return Step.stop(
                            ExitCode.REFUSED,
                            "%s was written by somebody else meanwhile (%s). Run the command again."
                                    .formatted(label(object), address()));
                }
                case Outcome.Refused refused -> {
                    return Step.stop(
                            ExitCode.REFUSED,
                            "%s: %s".formatted(label(object), refused.why().sentence()));
                }
            }
        }
        return token(objects.getLast().path("metadata").path("name").asText());
    }

    /// A kubeconfig and the Secret that it stands on. Its text never shows in messages.
    record Credential(String kubeconfig, String secret) {
        @Override
        public String toString() {
            return "Credential[secret=%s]".formatted(secret);
        }
    }

    /// `ServiceAccount kspec-manager`.
    static String label(ObjectNode object) {
        return "%s %s"
                .formatted(
                        object.path("kind").asText(),
                        object.path("metadata").path("name").asText());
    }

    private static ObjectKind kind(ObjectNode object) {
        return KINDS.stream()
                .filter(kind -> kind.kind().equals(object.path("kind").asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such kind is made: " + label(object)));
    }

    private Step<Credential> token(String name) {
        try {
            Secret secret = client.secrets()
                    .inNamespace(namespace)
                    .withName(name)
                    .waitUntilCondition(ClusterAccount::hasToken, TOKEN_SECONDS, TimeUnit.SECONDS);
            return new AccountKubeconfig(client.getConfiguration(), apiServer)
                    .of(secret)
                    .then(kubeconfig -> Step.next(new Credential(kubeconfig, name)));
        } catch (KubernetesClientTimeoutException none) {
            remove(name);
            return Step.stop(
                    ExitCode.NOT_EVALUATED,
                    "the cluster gave the account no token within %d s (Secret %s/%s). Look at its controller manager."
                            .formatted(TOKEN_SECONDS, namespace, name));
        } catch (KubernetesClientException refused) {
            return Step.stop(
                    ExitCode.NOT_EVALUATED,
                    ApiFailures.of(refused, address(), "get", "secrets", namespace)
                            .sentence());
        }
    }

    private static boolean hasToken(Secret secret) {
        return secret != null && secret.getData() != null && secret.getData().containsKey("token");
    }

    /// Ends one token, because nobody uses it.
    void remove(String secret) {
        try {
            client.secrets().inNamespace(namespace).withName(secret).delete();
        } catch (KubernetesClientException refused) {
            // the caller says which Secret is left
        }
    }

    /// Ends the tokens of earlier registrations of a cluster with a server.
    ///
    /// @return how many were ended; -1 when they could not be read or deleted
    int removeOlder(String name, URI server, String kept) {
        try {
            List<Secret> older =
                    client.secrets().inNamespace(namespace).withLabel(REGISTERED_AS, name).list().getItems().stream()
                            .filter(secret -> !secret.getMetadata().getName().equals(kept))
                            .filter(secret -> server.toString()
                                    .equals(secret.getMetadata()
                                            .getAnnotations()
                                            .get(SERVER)))
                            .toList();
            older.forEach(secret -> client.resource(secret).delete());
            return older.size();
        } catch (KubernetesClientException refused) {
            return -1;
        }
    }
}
