package io.kspec.core.rule.rbac;

import io.kspec.core.rule.Category;
import io.kspec.core.rule.Control;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.RbacSpec;
import io.kspec.core.verdict.Severity;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the rules about roles and bindings share: the section that asks for them, and their cards.
final class Rbac {
    private Rbac() {}

    /// The section when it asks by this field.
    static Stream<RbacSpec> asked(ClusterSpec spec, Function<RbacSpec, @Nullable Boolean> field) {
        return Stream.ofNullable(spec.rbac()).filter(rbac -> Boolean.TRUE.equals(field.apply(rbac)));
    }

    static RuleCard card(String check, Severity severity, String title, String why, String fix, Stream<Control> cis) {
        return new RuleCard(check, Category.RBAC, severity, title, why, fix, controls(cis));
    }

    static List<Control> controls(Stream<Control> cis) {
        return Controls.all(
                cis,
                Controls.nist("AC-2", "AC-3", "AC-6", "AC-6(1)", "AC-6(5)", "CM-5"),
                Controls.pci("7.2.1", "7.2.2", "7.2.5"),
                Controls.soc2("CC6.1", "CC6.2", "CC6.3"));
    }
}
