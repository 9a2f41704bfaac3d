package io.kspec.cli.demo;

import io.kspec.local.server.LocalServer;
import java.util.List;

/// The server that rolls operators out starts, with a PostgreSQL of its own, and takes this cluster in.
final class OperatorManagerIsUp implements Scene {
    static final String CLUSTER = "demo";

    @Override
    public String title() {
        return "The Operator Manager is up, and this cluster is registered with an account of its own";
    }

    @Override
    public List<String> play(Stage stage) {
        Fleet fleet = stage.fleet();
        LocalServer server = fleet.start();
        fleet.run(
                "login",
                server.url(),
                "--username",
                "admin",
                "--ca-file",
                server.certificate().toString(),
                "--password-file",
                server.firstAdmin().toString());
        fleet.run(
                "clusters",
                "add",
                "--kubeconfig",
                stage.kubeconfig().toString(),
                "--name",
                CLUSTER,
                "--environment",
                "development",
                "--group",
                "demo.kspec.io",
                "--yes");
        var cluster = fleet.ask("clusters", "get", CLUSTER);
        if (!cluster.path("healthStatus").asText().equals("Healthy")) {
            throw new SceneFailed("the registered cluster is not healthy: " + cluster);
        }
        return List.of(
                "kspec server at %s, on a PostgreSQL of its own".formatted(server.url()),
                "kspec clusters add --name %s: Kubernetes %s, %d nodes, %s; the server holds a token of %s"
                        .formatted(
                                CLUSTER,
                                cluster.path("kubernetesVersion").asText(),
                                cluster.path("nodeCount").asInt(),
                                cluster.path("healthStatus").asText(),
                                "ServiceAccount kspec-manager"));
    }
}
