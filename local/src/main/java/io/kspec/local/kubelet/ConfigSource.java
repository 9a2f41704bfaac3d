package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The config maps and secrets of one namespace, key by key.
record ConfigSource(KubernetesClient client, String namespace) {
    /// @param optional whether it may be missing; null is no
    /// @throws CannotStart if it is missing and must not be
    Map<String, byte[]> configMap(String name, @Nullable Boolean optional) {
        ConfigMap found =
                client.configMaps().inNamespace(namespace).withName(name).get();
        if (found == null) {
            return missing("configmap", name, optional);
        }
        Map<String, byte[]> content = new HashMap<>();
        Optional.ofNullable(found.getData())
                .ifPresent(
                        data -> data.forEach((key, text) -> content.put(key, text.getBytes(StandardCharsets.UTF_8))));
        Optional.ofNullable(found.getBinaryData()).ifPresent(data -> content.putAll(decoded(data)));
        return content;
    }

    /// As [#configMap].
    Map<String, byte[]> secret(String name, @Nullable Boolean optional) {
        Secret found = client.secrets().inNamespace(namespace).withName(name).get();
        if (found == null) {
            return missing("secret", name, optional);
        }
        return Optional.ofNullable(found.getData()).map(ConfigSource::decoded).orElse(Map.of());
    }

    /// The chosen keys under their paths; all of them if none is chosen.
    static Map<String, byte[]> chosen(Map<String, byte[]> content, @Nullable List<KeyToPath> items) {
        if (items == null || items.isEmpty()) {
            return content;
        }
        Map<String, byte[]> chosen = new LinkedHashMap<>();
        items.forEach(item ->
                Optional.ofNullable(content.get(item.getKey())).ifPresent(bytes -> chosen.put(item.getPath(), bytes)));
        return chosen;
    }

    private Map<String, byte[]> missing(String kind, String name, @Nullable Boolean optional) {
        if (Boolean.TRUE.equals(optional)) {
            return Map.of();
        }
        throw new CannotStart(
                "CreateContainerConfigError", "%s \"%s\" not found in namespace %s".formatted(kind, name, namespace));
    }

    private static Map<String, byte[]> decoded(Map<String, String> data) {
        Map<String, byte[]> decoded = new HashMap<>();
        data.forEach((key, text) -> decoded.put(key, Base64.getDecoder().decode(text)));
        return decoded;
    }
}
