package io.kspec.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesSectionTest {
    @Test
    void soundRulesAreNoProblem() {
        assertThat(problems("""
                rules:
                - {name: a, expression: has(object.metadata.labels), messageExpression: "'name ' + object.metadata.name"}
                - {name: b, match: {kinds: [Pod, CronJob]}, expression: object.kind != ''}
                """)).isEmpty();
    }

    @Test
    void anExpressionThatDoesNotCompileIsNamedWithItsPlaceAndItsNeighbour() {
        assertThat(problems("""
                rules:
                - {name: a, expression: 'true'}
                - {name: b, expression: object.metadata.name.startWith('x')}
                """))
                .containsExactly(
                        "spec.rules[1].expression: \"object.metadata.name.startWith('x')\" does not compile: "
                                + "\"startWith\" is no known function or variable (line 1, column 31). Did you mean startsWith?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: a, expression: 1 + 1}                                  | spec.rules[0].expression        | not to a boolean
            {name: a, expression: 'true', messageExpression: 1 + 1}       | spec.rules[0].messageExpression | not to a string
            {name: a, expression: 'true', match: {kinds: [Pod, Deplyment]}} | spec.rules[0].match.kinds[1]  | Did you mean Deployment?
            {name: a, expression: 'true', match: {kinds: [ConfigMap]}}    | spec.rules[0].match.kinds[0]    | Write Pod, Deployment
            """)
    void whatIsWrongIsNamed(String rule, String path, String part) {
        assertThat(problems("rules: [%s]".formatted(rule))).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith(path + ": ")
                .contains(part));
    }

    @Test
    void aNameStandsOnce() {
        assertThat(problems("rules: [{name: a, expression: 'true'}, {name: a, expression: 'true'}]"))
                .containsExactly("spec.rules[1].name: \"a\" names another rule above. Give it a name of its own.");
    }

    private static List<String> problems(String spec) {
        return SpecValidation.of(Yaml.spec(spec)).problems().stream()
                .map(SpecProblem::sentence)
                .toList();
    }
}
