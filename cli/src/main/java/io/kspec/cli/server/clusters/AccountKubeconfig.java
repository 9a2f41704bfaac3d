package io.kspec.cli.server.clusters;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.kspec.cli.output.YamlOut;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// A kubeconfig that stands for itself: one cluster, one account, no program to run and no file to read.
///
/// @param config of the person who makes it
/// @param apiServer instead of the address that this person uses
record AccountKubeconfig(Config config, Optional<URI> apiServer) {
    private static final String NAME = "kspec";

    /// @param secret with the token of the account
    Step<String> of(Secret secret) {
        if (config.isTrustCerts()) {
            return Step.stop(
                    ExitCode.USAGE,
                    "the context does not verify the API server (%s). Give it certificate-authority-data instead."
                            .formatted(config.getMasterUrl()));
        }
        return authority().then(authority -> {
            String token =
                    new String(Base64.getDecoder().decode(secret.getData().get("token")), StandardCharsets.UTF_8);
            return Step.next(YamlOut.text(kubeconfig(token, authority)));
        });
    }

    private ObjectNode kubeconfig(String token, Optional<String> authority) {
        ObjectNode whole =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Config");
        ObjectNode cluster =
                whole.putArray("clusters").addObject().put("name", NAME).putObject("cluster");
        cluster.put("server", apiServer.map(URI::toString).orElseGet(config::getMasterUrl));
        authority.ifPresent(pem -> cluster.put("certificate-authority-data", pem));
        whole.putArray("users").addObject().put("name", NAME).putObject("user").put("token", token);
        whole.putArray("contexts")
                .addObject()
                .put("name", NAME)
                .putObject("context")
                .put("cluster", NAME)
                .put("user", NAME);
        return whole.put("current-context", NAME);
    }

    /// In base64; empty where the system's own authorities count.
    private Step<Optional<String>> authority() {
        if (config.getCaCertData() != null) {
            return Step.next(Optional.of(config.getCaCertData()));
        }
        if (config.getCaCertFile() == null) {
            return Step.next(Optional.empty());
        }
        try {
            return Step.next(Optional.of(
                    Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(config.getCaCertFile())))));
        } catch (IOException unreadable) {
            return Step.stop(
                    ExitCode.USAGE,
                    "the file of the API server's authority cannot be read (%s). Check certificate-authority."
                            .formatted(config.getCaCertFile()));
        }
    }
}
