package io.kspec.core.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.Yaml;
import io.kspec.core.failure.Failure;
import io.kspec.core.subject.Workload;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CelProgramTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.spec.hostNetwork == true",
                "object.spec.priority == 10 && object.spec.priority == 10.0 && object.spec.share < 1",
                "object.spec.huge > 9999999999.0",
                "!has(object.spec.nodeName) && !has(object.metadata.annotations)",
                "object.metadata.labels.size() == 2 && 'app' in object.metadata.labels",
                "object.metadata.labels.all(k, k in ['app', 'owner'])",
                "object.metadata.labels.exists(k, object.metadata.labels[k] == 'web')",
                "object.spec.tolerations[0] == null && object.spec.tolerations.size() == 2",
                "object.spec.?missing.?deeper.orValue('none') == 'none'",
                "object.spec.containers[?7].optMap(c, c.name).orValue('none') == 'none'",
                "object.spec.containers.all(c, !c.?securityContext.?privileged.orValue(false))",
                "object.spec.containers.map(c, c.name).join(', ') == 'app, sidecar'",
                "object.spec.containers.filter(object, object.name == 'app').size() == 1",
                "object.spec.containers.exists_one(c, c.image.matches('^nginx:[0-9.]+$'))",
                "variables.containers.map(c, c.name) == ['setup', 'app', 'sidecar']",
                "variables.podSpec == object.spec && variables.pod.spec == object.spec",
                "variables.pod.metadata.namespace == 'shop' && variables.pod.kind == 'Pod'",
                "sets.contains(object.spec.containers.map(c, c.name), ['app'])",
                "'a-b'.replace('-', '.') == 'a.b' && 'a--b'.replace('-', '', 1) == 'a-b'",
                "'ab'.replace('', '-') == '-a-b-' && ['a', 'b'].join() == 'ab'",
                "'a,b'.split(',')[1].upperAscii() == 'B' && ' a '.trim() == 'a'",
                "timestamp('2026-01-01T00:00:00Z') + duration('24h') > timestamp('2026-01-01T12:00:00Z')",
                "variables.containers.all(c, c.?resources.?limits.?memory.orValue('1Gi') == '1Gi')",
                "object.spec.containers[0].resources.requests == {'cpu': '500m', 'memory': '64'}",
                "object.spec.hostNetwork == true || object.spec.missing == 1",
                "object.spec.missing == 1 || object.spec.hostNetwork == true",
                "object == object && object.spec.containers[0] != object.spec.containers[1]"
            })
    void anExpressionIsTrueWhereTheApiServerSaysSo(String expression) {
        assertThat(Cel.ask(expression)).isEqualTo(new CelAnswer.Truth(true));
    }

    @Test
    void aPodThatHangsInATemplateIsAnObjectOfItsOwn() {
        Workload deployment = Yaml.workload("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, labels: {of: deployment}}
                spec: {template: {metadata: {labels: {of: pod}}, spec: {containers: [{name: app}]}}}
                """);
        String pod = "object.kind == 'Pod' && object.metadata.labels.of == 'pod' && object.metadata.namespace == 'shop'"
                + " && object.spec.containers[0].name == 'app'";
        assertThat(Cel.program(pod, CelType.BOOL).evaluate(CelScope.ofPod(deployment), Cel.NO_CLOCK))
                .isEqualTo(new CelAnswer.Truth(true));
        assertThat(Cel.program("object.kind == 'Deployment' && object.metadata.labels.of == 'deployment'", CelType.BOOL)
                        .evaluate(CelScope.ofWorkload(deployment), Cel.NO_CLOCK))
                .isEqualTo(new CelAnswer.Truth(true));
    }

    @Test
    void aTemplateWithoutMetadataOrSpecIsStillAPod() {
        Workload job = Yaml.workload("{apiVersion: batch/v1, kind: Job, metadata: {name: j}}");
        assertThat(Cel.program("has(object.metadata) && !has(object.spec) && variables.containers == []", CelType.BOOL)
                        .evaluate(CelScope.ofPod(job), Cel.NO_CLOCK))
                .isEqualTo(new CelAnswer.Truth(true));
    }

    @Test
    void textComesBackAsText() {
        assertThat(Cel.program("'pod ' + object.metadata.name", CelType.STRING)
                        .evaluate(Cel.scope(Cel.POD), Cel.NO_CLOCK))
                .isEqualTo(new CelAnswer.Words("pod web"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            object.spec.missing == 1                          | key 'missing' is not present in map | has(object.field)
            object.spec.containers[7].name == 'a'             | (line 1, column                     | has(object.field)
            object.spec.containers.all(c, c.missing == 'a')   | key 'missing' is not present in map | has(object.field)
            object.metadata.name < 3                          | error                               | Mend
            1 / (object.spec.priority - 10) == 1              | zero                                | Mend
            object.spec.containers.map(c, c.ports).join() == ''| error                              | Ask first
            object.spec.containers.join() == ''               | no string                           | Mend
            object.metadata.name.matches(object.metadata.name + '(') | missing closing              | Mend
            """)
    void anErrorIsNoAnswerAndSaysWhereItCameFrom(String expression, String what, String remedy) {
        assertThat(Cel.ask(expression)).isInstanceOfSatisfying(CelAnswer.Fault.class, fault -> {
            assertThat(fault.why()).isInstanceOf(Failure.Malformed.class);
            assertThat(fault.why().what()).contains(what).doesNotContain("\n");
            assertThat(fault.why().where()).isEqualTo("Pod shop/web");
            assertThat(fault.why().remedy()).contains(remedy);
        });
    }

    @Test
    void aProgramIsAskedByManyThreadsAtOnce() {
        CelProgram program =
                Cel.program("object.spec.containers.all(c, c.image.contains(object.metadata.name))", CelType.BOOL);
        List<JsonNode> pods = IntStream.range(0, 50)
                .mapToObj(number ->
                        Yaml.one("{apiVersion: v1, kind: Pod, metadata: {name: n%d}, spec: {containers: [{image: %s}]}}"
                                .formatted(number, number % 2 == 0 ? "n" + number : "other")))
                .toList();
        var wrong = new ConcurrentLinkedQueue<String>();
        IntStream.range(0, 2000).parallel().forEach(round -> {
            int number = round % pods.size();
            CelAnswer answer = program.evaluate(Cel.scope(pods.get(number)), Cel.NO_CLOCK);
            if (!answer.equals(new CelAnswer.Truth(number % 2 == 0))) {
                wrong.add(number + ": " + answer);
            }
        });
        assertThat(wrong).isEmpty();
    }
}
