package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The variables of one container's process: nothing of this JVM's own but where programs lie, then what every pod
/// gets, then what the container asks for.
final class Environment {
    private static final List<String> OF_THIS_MACHINE = List.of("PATH", "JAVA_HOME", "LANG");
    private static final String SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

    private final PodFields fields;
    private final ConfigSource configs;
    private final Mounts mounts;
    private final Map<String, String> variables = new HashMap<>();

    private Environment(PodFields fields, ConfigSource configs, Mounts mounts) {
        this.fields = fields;
        this.configs = configs;
        this.mounts = mounts;
    }

    /// @param home the process's home and working directory
    /// @throws CannotStart if a config map, a secret or a key is missing
    static Map<String, String> of(Container container, PodSite site, Mounts mounts, Path home) {
        Environment made = new Environment(site.fields(), site.configs(), mounts);
        made.addMachine(home);
        made.addCluster(site.place().server());
        Optional.ofNullable(container.getEnvFrom()).orElse(List.of()).forEach(made::addAll);
        Optional.ofNullable(container.getEnv()).orElse(List.of()).forEach(each -> made.add(each, container));
        return Map.copyOf(made.variables);
    }

    private void addMachine(Path home) {
        for (String name : OF_THIS_MACHINE) {
            Optional.ofNullable(System.getenv(name)).ifPresent(value -> variables.put(name, value));
        }
        variables.put("HOME", home.toString());
        variables.put("HOSTNAME", fields.field("metadata.name"));
    }

    /// Client libraries look for the token at a path that cannot be offered here. The fabric8 client lets variables
    /// name another (its system properties in capitals); `kubenamespace` is one of them.
    private void addCluster(URI server) {
        variables.put("KUBERNETES_SERVICE_HOST", server.getHost());
        variables.put("KUBERNETES_SERVICE_PORT", Integer.toString(server.getPort()));
        variables.put("KUBERNETES_SERVICE_PORT_HTTPS", Integer.toString(server.getPort()));
        variables.put("KUBERNETES_AUTH_TRYKUBECONFIG", "false");
        mounts.at(SERVICE_ACCOUNT).ifPresent(folder -> {
            variables.put(
                    "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN",
                    folder.resolve("token").toString());
            variables.put("KUBERNETES_CERTS_CA_FILE", folder.resolve("ca.crt").toString());
            variables.put("KUBENAMESPACE", folder.resolve("namespace").toString());
        });
    }

    private void addAll(EnvFromSource source) {
        String prefix = Optional.ofNullable(source.getPrefix()).orElse("");
        Optional.ofNullable(source.getConfigMapRef())
                .ifPresent(map -> addAll(prefix, configs.configMap(map.getName(), map.getOptional())));
        Optional.ofNullable(source.getSecretRef())
                .ifPresent(secret -> addAll(prefix, configs.secret(secret.getName(), secret.getOptional())));
    }

    private void addAll(String prefix, Map<String, byte[]> content) {
        content.forEach((key, bytes) -> put(prefix + key, text(bytes)));
    }

    private void add(EnvVar variable, Container container) {
        Optional.ofNullable(variable.getValueFrom())
                .map(source -> value(source, container))
                .orElseGet(() -> Optional.of(Variables.expand(
                        Optional.ofNullable(variable.getValue()).orElse(""), variables)))
                .ifPresent(value -> put(variable.getName(), value));
    }

    private void put(String name, String value) {
        variables.put(name, mounts.real(value));
    }

    /// Empty if what it names is optional and not there.
    private Optional<String> value(EnvVarSource source, Container container) {
        if (source.getFieldRef() != null) {
            return Optional.of(fields.field(source.getFieldRef().getFieldPath()));
        }
        if (source.getResourceFieldRef() != null) {
            return Optional.of(fields.resource(source.getResourceFieldRef(), Optional.of(container)));
        }
        if (source.getConfigMapKeyRef() != null) {
            var ref = source.getConfigMapKeyRef();
            return key(configs.configMap(ref.getName(), ref.getOptional()), ref.getKey(), ref.getOptional());
        }
        if (source.getSecretKeyRef() != null) {
            var ref = source.getSecretKeyRef();
            return key(configs.secret(ref.getName(), ref.getOptional()), ref.getKey(), ref.getOptional());
        }
        throw new CannotStart("CreateContainerConfigError", "a valueFrom is not known to the small kubelet");
    }

    private static Optional<String> key(Map<String, byte[]> content, String key, @Nullable Boolean optional) {
        Optional<String> found = Optional.ofNullable(content.get(key)).map(Environment::text);
        if (found.isEmpty() && !Boolean.TRUE.equals(optional)) {
            throw new CannotStart("CreateContainerConfigError", "couldn't find key %s".formatted(key));
        }
        return found;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
