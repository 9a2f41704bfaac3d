package io.kspec.core.resolve;

import static io.kspec.core.resolve.Libraries.effective;
import static io.kspec.core.resolve.Libraries.problems;
import static io.kspec.core.resolve.Libraries.refused;
import static io.kspec.core.resolve.Libraries.sentences;
import static io.kspec.core.resolve.Libraries.template;
import static io.kspec.core.resolve.Libraries.templates;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.ContainerField;
import io.kspec.core.validation.SpecValidation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTest {
    private static final Library MINE = templates("""
            mine:
              parameters:
                - {name: level, allowedValues: [baseline, restricted], default: baseline}
                - {name: digests, type: bool, default: false}
                - {name: port, type: int, min: 1, max: 65535, default: 22}
                - {name: registries, type: array, max: 3, pattern: '[a-z.]+', default: [a.example.com]}
                - {name: team, required: true, pattern: '[a-z]+', min: 2, max: 8}
              policy:
                podSecurity: {enforce: '${level}'}
                network: {disallowedPorts: ['${port}']}
                workloads:
                  images:
                    requireDigests: ${digests}
                    allowedRegistries: ['${registries}', 'registry.example.com/${team}']
                  metadata: {requiredLabels: ['${team}.example.com/${level}']}
            """);

    @Test
    void parametersAreSubstitutedWithTheirTypes() {
        assertThat(effective("""
                        policyTemplate:
                          name: mine
                          parameters: {team: shop, digests: 'true', port: '80', registries: 'b.example.com, c.example.com'}
                        """, MINE)).isEqualTo(Yaml.spec("""
                        podSecurity: {enforce: baseline}
                        network: {disallowedPorts: [80]}
                        workloads:
                          images:
                            requireDigests: true
                            allowedRegistries: [b.example.com, c.example.com, registry.example.com/shop]
                          metadata: {requiredLabels: [shop.example.com/baseline]}
                        """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                              | team: is missing, and template "mine" has no default for it
            {team: shop, tem: a}            | tem: template "mine" has no such parameter. Did you mean team?
            {team: shop, digests: 'yes'}    | digests: "yes" is no bool (true or false). Write a value of type bool
            {team: shop, port: many}        | port: "many" is no int
            {team: shop, port: '0'}         | port: 0 is below 1
            {team: shop, port: '65536'}     | port: 65536 is above 65535
            {team: shop, level: baselin}    | level: "baselin" is not allowed. Write one of baseline, restricted. Did you mean baseline?
            {team: Shop}                    | team: "Shop" does not match [a-z]+
            {team: s}                       | team: "s" is below 2
            {team: shop, registries: 'A'}   | registries: "A" does not match [a-z.]+
            {team: shop, registries: '[1]'} | registries: [1] is no array
            {team: shop, registries: '[a'}  | registries: "[a" is no array
            {team: '${level}'}              | team: "${level}" holds "${"
            """)
    void aParameterThatIsWrongIsRefusedWhereItStands(String parameters, String sentence) {
        String own = "{policyTemplate: {name: mine, parameters: %s}}".formatted(parameters);

        assertThat(refused(own, MINE).reason()).isEqualTo(Resolution.Reason.INVALID_FIELD);
        assertThat(problems(own, MINE))
                .singleElement()
                .asString()
                .startsWith("spec.policyTemplate.parameters." + sentence);
    }

    @Test
    void anArrayMayBeWrittenAsJson() {
        assertThat(effective(
                                "{policyTemplate: {name: mine, parameters: {team: shop, registries: '[\"x.example.com\"]'}}}",
                                MINE)
                        .workloads()
                        .images()
                        .allowedRegistries())
                .containsExactly("x.example.com", "registry.example.com/shop");
    }

    @Test
    void aBaseThatNeedsAParameterSaysWhereToGiveIt() {
        assertThat(problems("policyInheritance: {basePolicies: [mine]}", MINE))
                .singleElement()
                .asString()
                .contains("is missing", "Write a value of type string under spec.policyTemplate.parameters.");
    }

    @Test
    void aValueThatFitsNoFieldIsRefusedWithTheField() {
        Library library = templates("""
                t: {parameters: [{name: level}], policy: {podSecurity: {enforce: '${level}'}}}
                """);

        assertThat(problems("policyTemplate: {name: t, parameters: {level: high}}", library))
                .singleElement()
                .asString()
                .startsWith(
                        "spec.policyTemplate: template \"t\" with these parameters: spec.policy.podSecurity.enforce:"
                                + " \"high\" is not allowed");
    }

    @Test
    void theShortFormIsReadAsContainerFieldsAndRules() {
        assertThat(effective("policyTemplate: {name: short}", templates("""
                        short:
                          policy:
                            workloads: {containers: {required: [{key: image, exists: true}]}}
                            requiredFields: [{key: securityContext.runAsNonRoot, value: true}]
                            forbiddenFields: [{key: hostNetwork}]
                            validations: [{name: a, expression: 'true', message: b}]
                        """))).isEqualTo(Yaml.spec("""
                        workloads:
                          containers:
                            required: [{key: image, exists: true}, {key: securityContext.runAsNonRoot, value: true}]
                            forbidden: [{key: hostNetwork}]
                        rules: [{name: a, expression: 'true', message: b}]
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"security-baseline", "compliance-strict"})
    void theBuiltInTemplatesAreSoundAndSoIsWhatTheyMake(String name) {
        assertThat(TemplateValidation.of(Library.builtIn().template(name).orElseThrow()))
                .isEmpty();
        assertThat(SpecValidation.of(effective("policyTemplate: {name: %s}".formatted(name), Library.builtIn()))
                        .problems())
                .isEmpty();
    }

    @Test
    void theParametersOfTheBaselineSwitchTheirRules() {
        assertThat(required("")).contains("securityContext.runAsNonRoot", "securityContext.allowPrivilegeEscalation");
        assertThat(required("runAsNonRoot: 'false'")).containsExactly("securityContext.allowPrivilegeEscalation");
        assertThat(required("allowPrivilegeEscalation: 'true'")).containsExactly("securityContext.runAsNonRoot");
    }

    @Test
    void theParameterOfComplianceSwitchesDigests() {
        String own = "{policyTemplate: {name: compliance-strict, parameters: {requireDigests: '%s'}}}";

        assertThat(effective(own.formatted("true"), Library.builtIn())
                        .workloads()
                        .images()
                        .requireDigests())
                .isTrue();
        assertThat(effective(own.formatted("false"), Library.builtIn())
                        .workloads()
                        .images()
                        .requireDigests())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            policy: {podSecurty: {enforce: baseline}} | spec.policy.podSecurty: there is no such field
            policy: {enforcement: {mode: audit}} | spec.policy.enforcement: a template cannot decide this
            policy: {podSecurity: {enforce: '${level}'}} | spec.policy.podSecurity.enforce: there is no parameter "level"
            policy: {podSecurity: {version: 'v${'}} | spec.policy.podSecurity.version: "${" is left
            policy: [a] | spec.policy: is a list, not an object
            policy: {workloads: {containers: {required: [{key: imag, exists: true}]}}} | spec.policy.workloads.containers.required[0].key: "imag" is no field
            policy: {requiredFields: [{key: image, exists: true}, {kye: b}]} | spec.policy.requiredFields[1].kye: there is no such field
            policy: {validations: [{name: a}]} | spec.policy.validations[0].expression: is missing
            policy: {requiredFields: [{key: image, exists: true, when: maybe}]} | spec.policy.requiredFields[0].when: "maybe" is neither true nor false
            parameters: [{name: a, type: bool, default: 'no'}], policy: {rbac: {}} | spec.parameters[0].default: "no" is no bool
            parameters: [{name: a, default: x, allowedValues: [y]}], policy: {rbac: {}} | spec.parameters[0].default: "x" is not allowed
            parameters: [{name: a, pattern: '['}], policy: {rbac: {}} | spec.parameters[0].pattern: is no regular expression
            parameters: [{name: a, min: 2, max: 1}], policy: {rbac: {}} | spec.parameters[0].min: is greater than max
            parameters: [{name: a}, {name: a}], policy: {rbac: {}} | spec.parameters[1].name: "a" is declared above
            parameters: [{name: a, type: array}], policy: {podSecurity: {version: 'v${a}'}} | spec.policy.podSecurity.version: the array ${a} stands inside a text
            parameters: [{name: level}], policy: {podSecurity: {enforce: '${levl}'}} | spec.policy.podSecurity.enforce: there is no parameter "levl". Did you mean ${level}?
            """)
    void aTemplateThatIsWrongSaysWhere(String spec, String sentence) {
        assertThat(sentences(TemplateValidation.of(template("{%s}".formatted(spec)))))
                .isNotEmpty()
                .first()
                .asString()
                .startsWith(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parameters: [{name: level}], policy: {podSecurity: {enforce: '${level}'}}",
                "parameters: [{name: n, type: int, min: 5}], policy: {network: {disallowedPorts: ['${n}']}}",
                "parameters: [{name: on, type: bool}], policy: {requiredFields: [{key: image, exists: true, when: '${on}'}]}",
                "parameters: [{name: l, type: array}], policy: {network: {allowedServiceTypes: '${l}'}}",
                "parameters: [{name: l, allowedValues: [baseline]}], policy: {podSecurity: {enforce: '${l}'}}"
            })
    void aTemplateWhoseParametersHaveNoDefaultIsTriedWithMadeUpValues(String spec) {
        assertThat(TemplateValidation.of(template("{%s}".formatted(spec)))).isEmpty();
    }

    @Test
    void whatContradictsItselfOnlyWithSomeEntriesLeftOutIsReportedForThePolicy() {
        assertThat(sentences(TemplateValidation.of(template("""
                        parameters: [{name: a, type: bool, default: true}]
                        policy:
                          requiredFields:
                            - {key: image, exists: true, unless: '${a}'}
                            - {key: hostNetwork}
                          forbiddenFields: [{key: hostNetwork}]
                        """))))
                .singleElement()
                .asString()
                .startsWith("spec.policy: spec.workloads.containers.forbidden[0].key: \"hostNetwork\" is required");
    }

    private static List<String> required(String parameters) {
        ClusterSpec spec = effective(
                "{policyTemplate: {name: security-baseline, parameters: {%s}}}".formatted(parameters),
                Library.builtIn());
        return spec.workloads().containers().required().stream()
                .map(ContainerField::key)
                .toList();
    }
}
