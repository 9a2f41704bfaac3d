package io.kspec.server.operator;

import java.util.Optional;
import org.jooq.DSLContext;

/// Who may still need an operator. Features that do implement it as a bean; all are asked before it is deleted.
public interface OperatorUse {
    /// What needs it, as a clause such as `deployment 4711 is not over`; empty when nothing does.
    Optional<String> need(DSLContext transaction, String operator);
}
