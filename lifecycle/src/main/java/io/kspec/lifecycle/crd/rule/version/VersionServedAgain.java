package io.kspec.lifecycle.crd.rule.version;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.VersionRule;
import java.util.List;

/// A version is offered that was not.
public final class VersionServedAgain implements VersionRule {
    public static final RuleCard CARD = RuleCard.of(
                    21,
                    "version-served-again",
                    "served: false became true",
                    "clients that begin to use it fail after going back")
            .up(OK)
            .back(BREAK);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(VersionPair version) {
        return !version.before().served() && version.after().served()
                ? List.of(CARD.found(
                        version.where(),
                        "served: false",
                        "served: true",
                        "The version %s is served: clients that begin to use it get 404 after going back."
                                .formatted(version.name())))
                : List.of();
    }
}
