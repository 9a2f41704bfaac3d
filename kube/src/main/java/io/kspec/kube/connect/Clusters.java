package io.kspec.kube.connect;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.kspec.core.failure.Failure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the cluster that is meant, as kubectl does: `--kubeconfig`, else the files of `KUBECONFIG` merged, else
/// `~/.kube/config`, else the account of the pod this runs in.
public final class Clusters {
    private static final int RETRIES = 1;
    private static final int RETRY_AFTER_MILLIS = 200;

    private Clusters() {}

    public static Connection connect(Access access) {
        if (access.kubeconfig().isPresent()
                && !Files.isRegularFile(access.kubeconfig().get())) {
            return new Connection.Misnamed(new Failure.Malformed(
                    "no such kubeconfig file",
                    access.kubeconfig().get().toString(),
                    "Check the path that --kubeconfig names."));
        }
        List<Path> files = files(access);
        if (files.isEmpty()) {
            return inCluster(access);
        }
        var parsed = new ArrayList<io.fabric8.kubernetes.api.model.Config>();
        for (Path file : files) {
            try {
                parsed.add(KubeConfigUtils.parseConfig(file.toFile()));
            } catch (KubernetesClientException | IllegalArgumentException unreadable) {
                return new Connection.Missing(new Failure.Malformed(
                        "the kubeconfig cannot be read", file.toString(), "Check it with: kubectl config view."));
            }
        }
        return fromFiles(access, files, parsed);
    }

    private static Connection fromFiles(
            Access access, List<Path> files, List<io.fabric8.kubernetes.api.model.Config> parsed) {
        List<String> contexts = parsed.stream()
                .flatMap(config -> config.getContexts().stream())
                .map(NamedContext::getName)
                .distinct()
                .toList();
        String where = String.join(
                File.pathSeparator, files.stream().map(Path::toString).toList());
        Optional<String> chosen = access.context().or(() -> current(parsed));
        if (chosen.isEmpty()) {
            return new Connection.Missing(new Failure.Malformed(
                    "the kubeconfig has no current context",
                    where,
                    "Name one with --context: %s.".formatted(known(contexts))));
        }
        if (!contexts.contains(chosen.get())) {
            return new Connection.Misnamed(new Failure.Malformed(
                    "no context is called \"%s\"".formatted(chosen.get()),
                    where,
                    "Known contexts: %s.".formatted(known(contexts))));
        }
        Config config = Config.empty();
        KubeConfigUtils.merge(config, chosen.get(), parsed.toArray(io.fabric8.kubernetes.api.model.Config[]::new));
        proxies(config, access.environment());
        return ready(access, config, chosen.get());
    }

    private static Connection inCluster(Access access) {
        if (!access.environment().containsKey("KUBERNETES_SERVICE_HOST")) {
            return new Connection.Missing(new Failure.Malformed(
                    "nothing says where a cluster is",
                    access.home().resolve(".kube").resolve("config").toString(),
                    "Pass --kubeconfig, set KUBECONFIG, or judge files with -f."));
        }
        return ready(access, Config.autoConfigure(null), "in-cluster");
    }

    private static Connection ready(Access access, Config config, String context) {
        int patience = (int) Math.min(Integer.MAX_VALUE, access.patience().toMillis());
        Config patient = new ConfigBuilder(config)
                .withRequestTimeout(patience)
                .withConnectionTimeout(patience)
                .withRequestRetryBackoffLimit(RETRIES)
                .withRequestRetryBackoffInterval(RETRY_AFTER_MILLIS)
                .build();
        return new Connection.Ready(
                new KubernetesClientBuilder().withConfig(patient).build(), patient.getMasterUrl(), context);
    }

    /// Of several files those that exist count, as with kubectl.
    private static List<Path> files(Access access) {
        if (access.kubeconfig().isPresent()) {
            return List.of(access.kubeconfig().get());
        }
        String list = access.environment().getOrDefault("KUBECONFIG", "");
        Stream<Path> named = list.isBlank()
                ? Stream.of(access.home().resolve(".kube").resolve("config"))
                : Stream.of(list.split(File.pathSeparator, -1))
                        .filter(name -> !name.isBlank())
                        .map(Path::of);
        return named.filter(Files::isRegularFile).toList();
    }

    private static Optional<String> current(List<io.fabric8.kubernetes.api.model.Config> parsed) {
        return parsed.stream()
                .map(io.fabric8.kubernetes.api.model.Config::getCurrentContext)
                .filter(name -> name != null && !name.isBlank())
                .findFirst();
    }

    private static String known(List<String> contexts) {
        return contexts.isEmpty() ? "none" : String.join(", ", contexts);
    }

    private static void proxies(Config config, Map<String, String> environment) {
        either(environment, "HTTPS_PROXY").ifPresent(config::setHttpsProxy);
        either(environment, "HTTP_PROXY").ifPresent(config::setHttpProxy);
        either(environment, "NO_PROXY").ifPresent(list -> config.setNoProxy(list.split(",", -1)));
    }

    private static Optional<String> either(Map<String, String> environment, String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .map(key -> environment.getOrDefault(key, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
