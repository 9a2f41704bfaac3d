package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.rule.Evidence.LOOK_UP;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.VersionRule;
import java.util.List;

/// A version is not offered any more.
public final class VersionUnserved implements VersionRule {
    public static final RuleCard CARD = RuleCard.of(
                    20,
                    "version-unserved",
                    "served: true became false",
                    "its clients get 404; old pods of the operator may hang")
            .up(BREAK)
            .back(OK)
            .evidence(LOOK_UP);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(VersionPair version) {
        return version.before().served() && !version.after().served()
                ? List.of(CARD.found(
                        version.where(),
                        "served: true",
                        "served: false",
                        "The version %s is not served any more: its clients get 404.".formatted(version.name())))
                : List.of();
    }
}
