package io.kspec.core.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.Yaml;
import org.junit.jupiter.api.Test;

final class OwnedFieldsTest {
    private static final JsonNode OBJECT = Yaml.one("""
            metadata:
              name: web
              labels: {team: shop, tier: front}
              finalizers: [a, b]
              managedFields:
                - manager: other
                  operation: Apply
                  fieldsV1: {"f:metadata": {"f:labels": {"f:tier": {}}}}
                - manager: kspec-devops
                  operation: Apply
                  subresource: status
                  fieldsV1: {"f:status": {"f:replicas": {}}}
                - manager: kspec-devops
                  operation: Update
                  fieldsV1: {"f:metadata": {"f:labels": {"f:tier": {}}}}
                - manager: kspec-devops
                  operation: Apply
                  fieldsV1:
                    "f:metadata": {"f:labels": {"f:team": {}, "f:gone": {}}, "f:finalizers": {"v:\\"b\\"": {}}}
                    "f:spec":
                      "f:containers":
                        "k:{\\"name\\":\\"app\\"}":
                          ".": {}
                          "f:name": {}
                          "f:livenessProbe": {"f:tcpSocket": {"f:port": {}}}
            spec:
              containers:
                - name: app
                  image: nginx
                  livenessProbe: {tcpSocket: {port: 80}, periodSeconds: 10}
                - name: other
                  image: nginx
            status: {replicas: 1}
            """);

    @Test
    void onlyWhatTheManagerAppliedIsItsOwn() {
        assertThat(OwnedFields.of(OBJECT, "kspec-devops")).isEqualTo(Yaml.one("""
                metadata: {labels: {team: shop}, finalizers: [b]}
                spec: {containers: [{name: app, livenessProbe: {tcpSocket: {port: 80}}}]}
                """));
    }

    @Test
    void whoeverAppliedNothingOwnsNothing() {
        assertThat(OwnedFields.of(OBJECT, "nobody")).isEmpty();
        assertThat(OwnedFields.of(Yaml.one("metadata: {name: web}"), "kspec-devops"))
                .isEmpty();
    }

    @Test
    void anEntryThatCannotBeReadIsPassedOver() {
        assertThat(OwnedFields.of(Yaml.one("""
                        metadata:
                          finalizers: [a]
                          managedFields:
                            - {manager: x, operation: Apply, fieldsV1: {"f:metadata": {"f:finalizers": {"v:{": {}, "i:0": {}}}}}
                        """), "x")).isEqualTo(Yaml.one("metadata: {finalizers: []}"));
    }
}
