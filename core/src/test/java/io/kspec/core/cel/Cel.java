package io.kspec.core.cel;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.Yaml;
import io.kspec.core.subject.Workload;
import java.util.List;
import java.util.function.LongSupplier;

/// Expressions as tests evaluate them.
final class Cel {
    static final LongSupplier NO_CLOCK = () -> 0;

    static final JsonNode POD = Yaml.one("""
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop, labels: {app: web, owner: ''}, annotations: null}
            spec:
              hostNetwork: true
              priority: 10
              share: 0.5
              huge: 99999999999999999999
              nodeName: null
              initContainers: [{name: setup, image: busybox}]
              containers:
              - {name: app, image: 'nginx:1.29', ports: [{containerPort: 80}], resources: {limits: {memory: 1024Mi}, requests: {cpu: 0.5, memory: 64}}}
              - {name: sidecar, image: 'envoy:1', securityContext: {privileged: false}}
              tolerations: [null, {key: a}]
            """);

    private Cel() {}

    static CelProgram program(String expression, CelType type) {
        return switch (CelProgram.compile(expression, type)) {
            case CelProgram.Compilation.Compiled(CelProgram program) -> program;
            case CelProgram.Compilation.Refused(List<CelProblem> problems) ->
                throw new IllegalArgumentException(problems.toString());
        };
    }

    static List<CelProblem> problems(String expression, CelType type) {
        return switch (CelProgram.compile(expression, type)) {
            case CelProgram.Compilation.Compiled _ -> List.of();
            case CelProgram.Compilation.Refused(List<CelProblem> problems) -> problems;
        };
    }

    static CelScope scope(JsonNode json) {
        return CelScope.ofWorkload(Workload.of(json).orElseThrow());
    }

    static CelAnswer ask(String expression) {
        return program(expression, CelType.BOOL).evaluate(scope(POD), NO_CLOCK);
    }
}
