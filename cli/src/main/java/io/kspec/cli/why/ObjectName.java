package io.kspec.cli.why;

import io.kspec.core.cluster.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `TYPE/NAME`, with the types as kubectl knows them: plural, singular or short.
record ObjectName(Resource resource, String name) {
    private static final Map<Resource, List<String>> SHORT = Map.of(
            Resource.NAMESPACES, List.of("ns"),
            Resource.PODS, List.of("po"),
            Resource.NODES, List.of("no"),
            Resource.SERVICES, List.of("svc"),
            Resource.SERVICE_ACCOUNTS, List.of("sa"),
            Resource.DEPLOYMENTS, List.of("deploy"),
            Resource.STATEFUL_SETS, List.of("sts"),
            Resource.DAEMON_SETS, List.of("ds"),
            Resource.REPLICA_SETS, List.of("rs"),
            Resource.CRON_JOBS, List.of("cj"));

    /// Empty when it is no such name, or of a type that no rule reads.
    static Optional<ObjectName> of(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1) {
            return Optional.empty();
        }
        String type = text.substring(0, slash).toLowerCase(Locale.ROOT);
        return Arrays.stream(Resource.values())
                .filter(resource -> resource.plural().equals(type)
                        || resource.kind().toLowerCase(Locale.ROOT).equals(type)
                        || SHORT.getOrDefault(resource, List.of()).contains(type))
                .findFirst()
                .map(resource -> new ObjectName(resource, text.substring(slash + 1)));
    }

    /// The types that can be named.
    static List<String> types() {
        return Arrays.stream(Resource.values()).map(Resource::plural).sorted().toList();
    }
}
