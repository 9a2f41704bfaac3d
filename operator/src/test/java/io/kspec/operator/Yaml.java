package io.kspec.operator;

/// Objects that several tests speak of.
final class Yaml {
    private static final String IMAGE =
            "registry.k8s.io/pause@sha256:" + "278fb9dbcca9518083ad1e11276933a2e96f23de604a3a08cc3c80002767d24c";

    private Yaml() {}

    /// A specification that refuses privileged containers; `enforcement` is the block of that name, indented by four.
    static String specification(String name, String enforcement) {
        return """
                apiVersion: kspec.io/v1alpha1
                kind: ClusterSpecification
                metadata:
                  name: %s
                spec:
                  version: "1.2.0"
                  enforcement:
                    %s
                  podSecurity:
                    enforce: baseline
                  workloads:
                    containers:
                      required:
                        - key: securityContext.runAsNonRoot
                          value: true
                """.formatted(name, enforcement);
    }

    static String goodPod(String namespace, String name) {
        return pod(namespace, name, "{runAsNonRoot: true}");
    }

    static String privilegedPod(String namespace, String name) {
        return pod(namespace, name, "{runAsNonRoot: true, privileged: true}");
    }

    private static String pod(String namespace, String name, String securityContext) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: %s
                spec:
                  containers:
                    - name: app
                      image: %s
                      securityContext: %s
                """.formatted(name, namespace, IMAGE, securityContext);
    }

    /// A privileged template of any of the six kinds that have one.
    static String privilegedTemplate(String kind, String namespace, String name) {
        String template = """
                metadata: {labels: {app: x}}
                spec:
                  restartPolicy: %s
                  containers:
                    - name: app
                      image: %s
                      securityContext: {runAsNonRoot: true, privileged: true}
                """.formatted(kind.equals("Job") || kind.equals("CronJob") ? "Never" : "Always", IMAGE);
        String selector = "selector: {matchLabels: {app: x}}\n";
        String body =
                switch (kind) {
                    case "Job" -> "template:\n" + template.indent(2);
                    case "CronJob" ->
                        "schedule: '0 0 1 1 *'\njobTemplate:\n  spec:\n    template:\n" + template.indent(6);
                    case "StatefulSet" -> selector + "serviceName: x\ntemplate:\n" + template.indent(2);
                    default -> selector + "template:\n" + template.indent(2);
                };
        String group = kind.equals("Job") || kind.equals("CronJob") ? "batch/v1" : "apps/v1";
        return "apiVersion: %s\nkind: %s\nmetadata: {name: %s, namespace: %s}\nspec:\n%s"
                .formatted(group, kind, name, namespace, body.indent(2));
    }
}
