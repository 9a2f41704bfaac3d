package io.kspec.lifecycle.crd.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// The service accounts as which the workloads of a chart speak to the API server.
///
/// @param all in the order of the chart
/// @param own whether the chart creates them all: of others nobody knows who else gives them rights
record Accounts(Set<Account> all, boolean own) {
    /// One service account.
    record Account(String namespace, String name) {
        boolean is(JsonNode subject, String ofBinding) {
            String called = subject.path("name").asText("");
            return switch (subject.path("kind").asText("")) {
                case "ServiceAccount" ->
                    called.equals(name)
                            && subject.path("namespace").asText(ofBinding).equals(namespace);
                case "User" -> called.equals("system:serviceaccount:%s:%s".formatted(namespace, name));
                case "Group" ->
                    Set.of("system:authenticated", "system:serviceaccounts", "system:serviceaccounts:" + namespace)
                            .contains(called);
                default -> false; // what RBAC does not know it does not bind
            };
        }

        @Override
        public String toString() {
            return namespace + "/" + name;
        }
    }

    static Accounts of(ChartObjects chart) {
        var all = new LinkedHashSet<Account>();
        chart.workloads()
                .filter(workload -> hasToken(workload.at("/spec/template/spec")))
                .forEach(workload ->
                        all.add(new Account(chart.namespaceOf(workload), name(workload.at("/spec/template/spec")))));
        Set<Account> created = chart.of("", "ServiceAccount")
                .map(account -> new Account(chart.namespaceOf(account), ChartObjects.name(account)))
                .collect(Collectors.toSet());
        return new Accounts(all, created.containsAll(all));
    }

    boolean bound(JsonNode binding, String namespace) {
        return binding.path("subjects").valueStream().anyMatch(subject -> all.stream()
                .anyMatch(account -> account.is(subject, namespace)));
    }

    private static String name(JsonNode pod) {
        return pod.path("serviceAccountName").asText(pod.path("serviceAccount").asText("default"));
    }

    /// A pod that mounts no token does not speak to the API server as its account.
    private static boolean hasToken(JsonNode pod) {
        return pod.path("automountServiceAccountToken").asBoolean(true)
                || pod.path("volumes")
                        .valueStream()
                        .flatMap(volume -> volume.at("/projected/sources").valueStream())
                        .anyMatch(source -> source.has("serviceAccountToken"));
    }

    @Override
    public String toString() {
        return all.stream().map(Account::toString).collect(Collectors.joining(", "));
    }
}
