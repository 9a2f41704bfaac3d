package io.kspec.server.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.access.Credential;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Writes kubeconfigs of one cluster, one user and one context.
final class Kubeconfig {
    private static final String NAME = "cluster";

    private Kubeconfig() {}

    /// As JSON, which is YAML as well.
    static String text(Accepted accepted, Credential credential) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("apiVersion", "v1").put("kind", "Config").put("current-context", NAME);
        ObjectNode cluster = named(config, "clusters", "cluster");
        cluster.put("server", accepted.server().toString());
        accepted.authority().ifPresent(pem -> cluster.put("certificate-authority-data", base64(pem)));
        named(config, "contexts", "context").put("cluster", NAME).put("user", NAME);
        ObjectNode user = named(config, "users", "user");
        switch (credential) {
            case Credential.Token token -> user.put("token", token.token());
            case Credential.Password password ->
                user.put("username", password.name()).put("password", password.password());
            case Credential.ClientCertificate certificate ->
                user.put("client-certificate-data", base64(certificate.chain()))
                        .put("client-key-data", base64(certificate.key()));
        }
        return config.toString();
    }

    private static ObjectNode named(ObjectNode config, String list, String kind) {
        return config.putArray(list).addObject().put("name", NAME).putObject(kind);
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
