package io.kspec.core.resolve;

import static io.kspec.core.resolve.Libraries.problems;
import static io.kspec.core.resolve.Libraries.specifications;
import static io.kspec.core.resolve.Libraries.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.spec.ClusterSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WeakeningTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            podSecurity: {enforce: restricted}       | podSecurity: {enforce: baseline}       | baseline instead of restricted
            kubernetes: {minVersion: '1.30'}         | kubernetes: {minVersion: '1.29'}       | 1.29 instead of 1.30
            kubernetes: {maxVersion: '1.34'}         | kubernetes: {maxVersion: '1.35.1'}     | 1.35.1 instead of 1.34
            rbac: {disallowClusterAdminBindings: true} | rbac: {disallowClusterAdminBindings: false} | false instead of true
            admission: {policies: {minCount: 5}}     | admission: {policies: {minCount: 4}}   | 4 instead of 5
            workloads: {images: {allowedRegistries: [a.com]}} | workloads: {images: {allowedRegistries: [b.com]}} | b.com is allowed as well
            network: {allowedServiceTypes: [ClusterIP]} | network: {allowedServiceTypes: [NodePort]} | NodePort is allowed as well
            workloads: {containers: {required: [{key: stdin, value: false}]}} | workloads: {containers: {required: [{key: stdin, value: true}]}} | without {"key":"stdin"
            workloads: {containers: {required: [{key: image, value: a}]}} | workloads: {containers: {required: [{key: image, exists: true}]}} | without {"key":"image"
            workloads: {containers: {forbidden: [{key: image, value: [a, b]}]}} | workloads: {containers: {forbidden: [{key: image, value: [a]}]}} | without {"key":"image"
            admission: {required: [{type: ValidatingWebhookConfiguration, namePattern: a, minCount: 2}]} | admission: {required: [{type: ValidatingWebhookConfiguration, namePattern: a, minCount: 1}]} | without
            rules: [{name: a, expression: 'false'}]  | rules: [{name: a, expression: 'true'}] | without {"name":"a"
            podSecurity: {enforce: baseline}         | podSecurity: {exemptions: [{namespace: a, level: privileged, reason: b}]} | a may be privileged
            """)
    void anOwnValueThatDemandsLessIsReportedUnderMerge(String base, String own, String loss) {
        Library library = specifications("base: {%s}".formatted(base));

        assertThat(warnings("{policyInheritance: {basePolicies: [base]}, %s}".formatted(own), library))
                .singleElement()
                .asString()
                .contains("demands less than ClusterSpecification base: ", loss);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            podSecurity: {enforce: baseline}         | podSecurity: {enforce: restricted}
            kubernetes: {minVersion: '1.30'}         | kubernetes: {minVersion: '1.30.1'}
            kubernetes: {maxVersion: '1.34'}         | kubernetes: {maxVersion: '1.34.2'}
            workloads: {images: {allowedRegistries: [a.com]}} | workloads: {images: {allowedRegistries: [a.com/team]}}
            workloads: {images: {allowedRegistries: ['*.com']}} | workloads: {images: {allowedRegistries: ['*.a.com', 'b.com/x/*']}}
            workloads: {images: {blockedRegistries: [a.com]}} | workloads: {images: {blockedRegistries: [b.com]}}
            workloads: {containers: {required: [{key: image, exists: true}]}} | workloads: {containers: {required: [{key: image, value: a}]}}
            workloads: {containers: {forbidden: [{key: image, value: [a]}]}} | workloads: {containers: {forbidden: [{key: image, value: [a, b]}]}}
            workloads: {containers: {forbidden: [{key: image, value: a}]}} | workloads: {containers: {forbidden: [{key: image, exists: true}]}}
            rules: [{name: a, expression: 'false', message: b}]  | rules: [{name: a, expression: 'false', message: c}]
            podSecurity: {enforce: baseline}         | podSecurity: {exemptions: [{namespace: a, level: restricted, reason: b}]}
            network: {defaultDenyIngress: false}     | network: {requireNetworkPolicies: true}
            """)
    void anOwnValueThatDemandsAsMuchOrMoreIsNot(String base, String own) {
        Library library = specifications("base: {%s}".formatted(base));

        assertThat(warnings("{policyInheritance: {basePolicies: [base]}, %s}".formatted(own), library))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network: {requireNetworkPolicies: true}",
                "network: {defaultDeny: true}",
                "network: {allowedServiceTypes: [ClusterIP]}",
                "network: {requiredPolicies: [{name: a}]}",
                "network: {disallowedPorts: [22]}"
            })
    void whatASectionLosesUnderOverrideIsReported(String base) {
        Library library = specifications("base: {%s}".formatted(base));

        assertThat(warnings(
                        "{policyInheritance: {basePolicies: [base], mergeStrategy: override}, network: {}}", library))
                .isNotEmpty();
        assertThat(warnings("{policyInheritance: {basePolicies: [base], mergeStrategy: override}, rbac: {}}", library))
                .isEmpty();
    }

    @Test
    void bothDirectionsWrittenOutAreNoLessThanTheOldWordForThem() {
        assertThat(warnings(
                        "{policyInheritance: {basePolicies: [base], mergeStrategy: override},"
                                + " network: {defaultDenyIngress: true, defaultDenyEgress: true}}",
                        specifications("base: {network: {defaultDeny: true}}")))
                .isEmpty();
    }

    @Test
    void weakeningIsRefusedWhereItIsPrevented() {
        Library library = specifications("base: {podSecurity: {enforce: restricted}}");
        String own = "{policyInheritance: {basePolicies: [base], preventWeakening: true}, podSecurity: {enforce: %s}}";

        assertThat(problems(own.formatted("baseline"), library))
                .containsExactly("spec.podSecurity.enforce: demands less than ClusterSpecification base: baseline"
                        + " instead of restricted. Demand as much, or turn policyInheritance.preventWeakening off.");
        assertThat(warnings(own.formatted("restricted"), library)).isEmpty();
    }

    @Test
    void aTemplateIsBuiltOnLikeABase() {
        assertThat(warnings(
                        "{policyTemplate: {name: compliance-strict}, podSecurity: {enforce: baseline}}",
                        Library.builtIn()))
                .singleElement()
                .asString()
                .contains("PolicyTemplate compliance-strict");
    }

    @Test
    void aBaseThatMayNotBeWeakerRefusesThoseThatBuildOnIt() {
        assertThat(problems("policyInheritance: {basePolicies: [weak]}", specifications("""
                        strict: {podSecurity: {enforce: restricted}}
                        weak:
                          policyInheritance: {basePolicies: [strict], preventWeakening: true}
                          podSecurity: {enforce: baseline}
                        """)))
                .singleElement()
                .asString()
                .startsWith("spec.policyInheritance.basePolicies[0]: demands less than")
                .contains("(own -> weak)");
    }

    @Test
    void everyInheritedFieldIsComparedOrNamedAsNotCompared() {
        var fields = new ArrayList<String>();
        var lists = new ArrayList<String>();
        collect(ClusterSpec.class, "", fields, lists);

        assertThat(Stream.concat(Weakening.MEASURES.keySet().stream(), Weakening.OTHERS.stream()))
                .containsExactlyInAnyOrderElementsOf(fields);
        assertThat(Inherited.KEYS.keySet()).containsExactlyInAnyOrderElementsOf(lists);
    }

    private static void collect(Class<?> type, String prefix, List<String> fields, List<String> lists) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = prefix + component.getName();
            if (prefix.isEmpty() && !Inherited.SECTIONS.contains(component.getName())) {
                continue;
            }
            if (component.getGenericType() instanceof ParameterizedType) {
                fields.add(path);
                lists.add(path);
            } else if (component.getType().isRecord()) {
                collect(component.getType(), path + ".", fields, lists);
            } else {
                fields.add(path);
            }
        }
    }
}
