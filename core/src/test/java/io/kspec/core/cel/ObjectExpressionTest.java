package io.kspec.core.cel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectExpressionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            object.spec.hostNetwork == true | variables.pod.spec.hostNetwork == true
            has(object.spec.a) && object.b == 1 | has(variables.pod.spec.a) && variables.pod.b == 1
            [object].all(object, object.a == 1) | [variables.pod].all(object, object.a == 1)
            [1].all(c, object.a == c) | [1].all(c, variables.pod.a == c)
            object.items.map(object, object.a).size() == object.n | variables.pod.items.map(object, object.a).size() == variables.pod.n
            object.?a.optMap(object, object.b).orValue(object) == 1 | variables.pod.?a.optMap(object, object.b).orValue(variables.pod) == 1
            object.a.filter(x, x.object == 1).map(x, x != object).size() == 0 | variables.pod.a.filter(x, x.object == 1).map(x, x != variables.pod).size() == 0
            {'object': object}.object == 'object' | {'object': variables.pod}.object == 'object'
            'ä😀object' == object.a && '😀' != object.b | 'ä😀object' == variables.pod.a && '😀' != variables.pod.b
            .object.a == 1 | .variables.pod.a == 1
            true | true
            """)
    void theVariableIsRenamedAndNothingElseIs(String expression, String renamed) {
        assertThat(ObjectExpression.overPod(expression).orElse("nothing")).isEqualTo(renamed);
    }

    @Test
    void severalLinesAndCommentsStayAsTheyAre() {
        assertThat(ObjectExpression.overPod("object.a == 1 // object\n  && object.b == 2"))
                .hasValue("variables.pod.a == 1 // object\n  && variables.pod.b == 2");
    }

    @Test
    void anObjectOfAnyKindIsReadWithoutItsType() {
        assertThat(ObjectExpression.overAnyKind("has(object.a) && [1].all(object, object == 1)"))
                .hasValue("has(dyn(object).a) && [1].all(object, object == 1)");
        assertThat(ObjectExpression.overAnyKind("[1].all(object, .object.a == object)"))
                .isEmpty();
    }

    @Test
    void whatDoesNotParseCannotBeSaid() {
        assertThat(ObjectExpression.overPod("object.")).isEmpty();
    }
}
