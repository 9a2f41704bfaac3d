package io.kspec.core.rule.custom;

import io.kspec.core.cel.CelAnswer;
import io.kspec.core.cel.CelProgram;
import io.kspec.core.cel.CelScope;
import io.kspec.core.cel.CelType;
import io.kspec.core.cel.ObjectExpression;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.scope.Scope;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.CustomRule;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// An expression of the user's holds.
///
/// **Reads** whatever the expression reads. Without `match.kinds`, `object` is the pod, wherever it hangs, so that a
/// rule says once what holds for pods and for everything that makes pods. With kinds, `object` is the object itself,
/// and objects of other kinds pass.
/// **Answers** Pass; Fail with one violation for the object; NotEvaluated when the expression comes to an error or
/// passes a limit of [CelLimits]. Never throws.
/// **Cost** that of the expression, bounded; a usual one takes some microseconds. Safe for use by many threads.
/// **Source** `spec.rules[]`.
public final class CustomRuleHolds implements WorkloadRule {
    private static final RuleCard CARD = card(
            "custom-rules",
            Severity.MEDIUM,
            "Every rule of the specification's own holds",
            "Change the object so that the expression of the rule is true.");

    public static final RuleKind KIND = new RuleKind("custom", CARD, "rules", CustomRuleHolds::demandedBy);

    private static final int LONGEST_SHOWN = 160;
    private static final int LONGEST_MESSAGE = 1024;

    private final CustomRuleText text;
    private final RuleCard card;
    private final CelProgram demand;
    private final Optional<CelProgram> message;
    private final LongSupplier nanoseconds;

    private CustomRuleHolds(
            CustomRuleText text, CelProgram demand, Optional<CelProgram> message, LongSupplier nanoseconds) {
        this.text = text;
        this.card = card(text.name(), text.severity(), "Rule %s holds".formatted(text.name()), fix(text));
        this.demand = demand;
        this.message = message;
        this.nanoseconds = nanoseconds;
    }

    /// One instance per entry of `rules[]`; entries that do not compile are a problem of the specification and demand
    /// nothing.
    public static Stream<CustomRuleHolds> demandedBy(ClusterSpec spec) {
        return spec.rules().stream().flatMap(rule -> of(rule).stream());
    }

    @Override
    public WorkloadRule timedBy(LongSupplier clock) {
        return new CustomRuleHolds(text, demand, message, clock);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public RuleId id() {
        return new RuleId(KIND.name(), text.name());
    }

    @Override
    public RuleCard card() {
        return card;
    }

    @Override
    public Scope scope() {
        return text.scope();
    }

    @Override
    public boolean readsBeyondTheEssence() {
        return text.readsBeyondTheEssence();
    }

    @Override
    public Verdict judge(Workload workload) {
        if (!text.concerns(workload.kind())) {
            return Verdict.PASS;
        }
        CelScope scope = text.ofPods() ? CelScope.ofPod(workload) : CelScope.ofWorkload(workload);
        return switch (demand.evaluate(scope, nanoseconds)) {
            case CelAnswer.Truth(boolean holds) -> holds ? Verdict.PASS : fail(workload, scope);
            case CelAnswer.Words words -> throw new IllegalStateException(words.text());
            case CelAnswer.Fault(var why) -> new Verdict.NotEvaluated(why);
        };
    }

    @Override
    public CelForm cel() {
        if (!text.concerns(WorkloadKind.POD)) {
            return new CelForm.Inexpressible("it judges no pods, and generated policies judge nothing else");
        }
        Optional<String> expression = said(text.expression());
        Optional<String> words = said(text.messageExpression());
        return expression.isEmpty() || words.isEmpty()
                ? new CelForm.Inexpressible("its expression cannot be told apart from the names of its loops")
                : new CelForm.Expressed(List.of(new CelForm.Validation(
                        text.ofPods() ? expression.get() : text.guarded(expression.get()),
                        "must be " + demanded(),
                        words.get())));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "%s broken by %s".formatted(text.name(), Headlines.count(violations.size(), "workload", "workloads"));
    }

    private Verdict fail(Workload workload, CelScope scope) {
        return new Verdict.Fail(List.of(new Violation(
                workload.ref(),
                text.ofPods() ? workload.kind().template() : FieldPath.ROOT,
                "not",
                demanded(),
                message(scope))));
    }

    /// What `messageExpression` says, as long as it says something on one line; otherwise what `message` says.
    private String message(CelScope scope) {
        return message.map(program -> program.evaluate(scope, nanoseconds))
                .flatMap(answer ->
                        answer instanceof CelAnswer.Words(String words) ? Optional.of(words.strip()) : Optional.empty())
                .filter(words -> !words.isEmpty() && words.lines().count() == 1 && words.length() <= LONGEST_MESSAGE)
                .orElse(card.fix());
    }

    private String demanded() {
        String line = text.expression().replaceAll("\\s+", " ").strip();
        return "such that " + (line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…");
    }

    private Optional<String> said(String expression) {
        if (expression.isEmpty()) {
            return Optional.of(expression);
        }
        return text.ofPods() ? ObjectExpression.overPod(expression) : ObjectExpression.overAnyKind(expression);
    }

    private static Optional<CustomRuleHolds> of(CustomRule rule) {
        return CustomRuleText.of(rule).flatMap(text -> compiled(text.expression(), CelType.BOOL)
                .map(demand -> new CustomRuleHolds(
                        text,
                        demand,
                        text.messageExpression().isEmpty()
                                ? Optional.empty()
                                : compiled(text.messageExpression(), CelType.STRING),
                        CustomRuleHolds::untimed)));
    }

    private static Optional<CelProgram> compiled(String expression, CelType type) {
        return switch (CelProgram.compile(expression, type)) {
            case CelProgram.Compilation.Compiled(CelProgram program) -> Optional.of(program);
            case CelProgram.Compilation.Refused _ -> Optional.empty();
        };
    }

    /// Without a clock of the caller's the count of steps alone ends an evaluation.
    private static long untimed() {
        return 0;
    }

    private static String fix(CustomRuleText text) {
        String line = text.message().replaceAll("\\s+", " ").strip();
        if (line.isEmpty()) {
            return CARD.fix();
        }
        return line.endsWith(".") || line.endsWith("!") ? line : line + ".";
    }

    private static RuleCard card(String check, Severity severity, String title, String fix) {
        return new RuleCard(
                check,
                Category.WORKLOADS,
                severity,
                title,
                "The authors of the specification demand it.",
                fix,
                List.of());
    }
}
