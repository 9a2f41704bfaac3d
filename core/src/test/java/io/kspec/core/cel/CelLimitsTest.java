package io.kspec.core.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CelLimitsTest {
    private static final String TEN = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            object.metadata.name.startWith('a') | "startWith" is no known function or variable (line 1, column 31) | Did you mean startsWith?
            objct.spec == 1                     | "objct" is no known function or variable (line 1, column 1)      | Did you mean object?
            variables.podSpce == 1              | "variables" is no known                                          | variables.podSpec
            quantity('1Gi') == 1                | "quantity" is no known                                           | scans do not
            oldObject == null                   | "oldObject" is no known                                          | scans do not
            frobnicate(1) == 1                  | "frobnicate" is no known                                         | Functions: all,
            object.spec.hostNetwork             | comes to dyn, not to a boolean                                   | == true
            object.spec.priority + 1            | comes to int, not to a boolean                                   | == true
            'a' + 1 == 'b'                      | no matching overload                                             | dyn(...)
            [1, 'a'].size() == 2                | (line 1, column 5, near "[1, 'a']                                | dyn(...)
            object.spec.                        | (line 1, column 13, near "object.spec."                          | CEL
            object.a.matches('(a')              | "(a" is no regular expression: missing closing )                 | RE2
            object.a.matches('(?=a)')           | is no regular expression                                         | RE2
            object.a.matches('((a{100}){100}){10}') | expression                                                   | e
            duration('soon') == duration('1h')  | (line 1, column 10                                               | CEL
            """)
    void anExpressionThatCannotBeEvaluatedEverywhereIsRefused(String expression, String what, String remedy) {
        assertThat(Cel.problems(expression, CelType.BOOL)).first().satisfies(problem -> {
            assertThat(problem.what()).contains(what).doesNotContain("\n");
            assertThat(problem.remedy()).contains(remedy).endsWith(remedy.endsWith("?") ? "?" : ".");
        });
    }

    @Test
    void aMessageMustBeText() {
        assertThat(Cel.problems("1 + 1", CelType.STRING))
                .extracting(CelProblem::what)
                .containsExactly("the expression comes to int, not to a string");
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        assertThat(Cel.problems("(".repeat(5000) + "true" + ")".repeat(5000), CelType.BOOL))
                .extracting(CelProblem::what)
                .containsExactly("the expression is nested too deep");
        assertThat(Cel.problems("[".repeat(5000), CelType.BOOL)).isNotEmpty();
        assertThat(Cel.problems("a?b:".repeat(2_000) + "c", CelType.BOOL)).isNotEmpty();
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThat(Cel.problems("true" + " ".repeat(CelLimits.LONGEST_EXPRESSION), CelType.BOOL))
                .isNotEmpty();
        assertThat(Cel.problems("1 == 1" + " && 1 == 1".repeat(1000), CelType.BOOL))
                .isNotEmpty();
        assertThat(Cel.problems("''" + "+'a'".repeat(1000) + " == ''", CelType.BOOL))
                .isNotEmpty();
        assertThat(Cel.problems("object" + ".a".repeat(1000) + " == 1", CelType.BOOL))
                .isNotEmpty();
    }

    @Test
    void fourLoopsInsideOneAnotherAreRefusedAndThreeAreNot() {
        assertThat(Cel.problems(loops(3), CelType.BOOL)).isEmpty();
        assertThat(Cel.problems(loops(4), CelType.BOOL))
                .extracting(CelProblem::what)
                .containsExactly("4 loops stand inside one another");
    }

    @Test
    void loopsThatRunAwayAreCutOff() {
        ObjectNode pod = Cel.POD.deepCopy();
        var list = ((ObjectNode) pod.path("spec")).putArray("list");
        for (int number = 0; number < 100; number++) {
            list.add(number);
        }
        assertThat(Cel.program(
                                "object.spec.list.all(a, object.spec.list.all(b, object.spec.list.all(c, a + b + c >= 0)))",
                                CelType.BOOL)
                        .evaluate(Cel.scope(pod), Cel.NO_CLOCK))
                .isInstanceOfSatisfying(
                        CelAnswer.Fault.class, fault -> assertThat(fault.why()).isInstanceOf(Failure.CutOff.class));
    }

    @Test
    void whatIsCutOffIsNoAnswerEvenBesideAnOrThatIsTrue() {
        ObjectNode pod = Cel.POD.deepCopy();
        ((ObjectNode) pod.path("spec")).put("long", "a".repeat(CelLimits.LONGEST_TEXT + 1));
        assertThat(Cel.program("object.spec.long == 'b' || true", CelType.BOOL).evaluate(Cel.scope(pod), Cel.NO_CLOCK))
                .isInstanceOfSatisfying(CelAnswer.Fault.class, fault -> assertThat(
                                fault.why().sentence())
                        .isEqualTo("a text has 100,001 letters, and expressions read at most 100,000 (Pod shop/web). "
                                + "Write a cheaper expression: fewer loops inside loops, shorter texts."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            object.spec.long.replace('', object.spec.long) == ''
            object.spec.long.split('').join(object.spec.long) == ''
            (object.spec.long + object.spec.long) == ''
            [1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, object.spec.long.matches('x$') == false))
            """)
    void textsThatRunAwayAreCutOff(String expression) {
        ObjectNode pod = Cel.POD.deepCopy();
        ((ObjectNode) pod.path("spec")).put("long", "a".repeat(CelLimits.LONGEST_TEXT));
        assertThat(Cel.program(expression, CelType.BOOL).evaluate(Cel.scope(pod), Cel.NO_CLOCK))
                .isInstanceOfSatisfying(
                        CelAnswer.Fault.class, fault -> assertThat(fault.why()).isInstanceOf(Failure.CutOff.class));
    }

    @Test
    void anEvaluationEndsAtItsDeadline() {
        var now = new AtomicLong();
        CelProgram program = Cel.program("%s.all(a, %s.all(b, a + b >= 0))".formatted(TEN, TEN), CelType.BOOL);
        assertThat(program.evaluate(Cel.scope(Cel.POD), now::get)).isEqualTo(new CelAnswer.Truth(true));
        assertThat(program.evaluate(Cel.scope(Cel.POD), () -> now.addAndGet(60_000_000)))
                .isInstanceOfSatisfying(
                        CelAnswer.Fault.class,
                        fault -> assertThat(fault.why().what()).isEqualTo("the expression took longer than 100 ms"));
    }

    private static String loops(int depth) {
        return depth == 0 ? "true" : "[1].all(x%d, %s)".formatted(depth, loops(depth - 1));
    }
}
