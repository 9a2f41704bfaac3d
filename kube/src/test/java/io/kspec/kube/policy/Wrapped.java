package io.kspec.kube.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// A pod from the examples inside a workload that would make it.
final class Wrapped {
    private static final String LABEL = "kspec-test";

    private Wrapped() {}

    static ObjectNode deployment(JsonNode pod, String name) {
        ObjectNode deployment = object("apps/v1", "Deployment", pod, name);
        ObjectNode spec = deployment.putObject("spec");
        spec.putObject("selector").putObject("matchLabels").put(LABEL, name);
        spec.set("template", template(pod, name, "Always"));
        return deployment;
    }

    static ObjectNode statefulSet(JsonNode pod, String name) {
        ObjectNode statefulSet = deployment(pod, name).put("kind", "StatefulSet");
        statefulSet.withObject("/spec").put("serviceName", name);
        return statefulSet;
    }

    static ObjectNode job(JsonNode pod, String name) {
        ObjectNode job = object("batch/v1", "Job", pod, name);
        job.putObject("spec").set("template", template(pod, name, "Never"));
        return job;
    }

    static ObjectNode cronJob(JsonNode pod, String name) {
        ObjectNode cronJob = object("batch/v1", "CronJob", pod, name);
        ObjectNode spec = cronJob.putObject("spec");
        spec.put("schedule", "0 0 1 1 *").put("suspend", true);
        spec.putObject("jobTemplate").putObject("spec").set("template", template(pod, name, "Never"));
        return cronJob;
    }

    private static ObjectNode template(JsonNode pod, String name, String restartPolicy) {
        ObjectNode template = JsonNodeFactory.instance.objectNode();
        JsonNode metadata = pod.path("metadata");
        ObjectNode labels = template.putObject("metadata").putObject("labels");
        metadata.path("labels").properties().forEach(label -> labels.set(label.getKey(), label.getValue()));
        labels.put(LABEL, name);
        if (metadata.has("annotations")) {
            template.withObject("/metadata").set("annotations", metadata.path("annotations"));
        }
        ObjectNode spec = pod.path("spec").deepCopy();
        template.set("spec", spec.put("restartPolicy", restartPolicy));
        return template;
    }

    /// With the pod's labels and annotations, as those who write workloads repeat them.
    private static ObjectNode object(String apiVersion, String kind, JsonNode pod, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = object.put("apiVersion", apiVersion)
                .put("kind", kind)
                .putObject("metadata")
                .put("name", name);
        for (String field : List.of("labels", "annotations")) {
            if (pod.path("metadata").has(field)) {
                metadata.set(field, pod.path("metadata").path(field));
            }
        }
        return object;
    }
}
