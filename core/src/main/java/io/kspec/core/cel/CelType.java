package io.kspec.core.cel;

import dev.cel.common.types.SimpleType;

/// What an expression must come to. The API server refuses `dyn` in these places, and so does kspec.
public enum CelType {
    BOOL("a boolean", "Compare it with a value, for example object.spec.hostNetwork == true."),
    STRING("a string", "Turn it into one, for example string(object.spec.replicas).");

    private final String words;
    private final String remedy;

    CelType(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    String words() {
        return words;
    }

    String remedy() {
        return remedy;
    }

    dev.cel.common.types.CelType declared() {
        return switch (this) {
            case BOOL -> SimpleType.BOOL;
            case STRING -> SimpleType.STRING;
        };
    }
}
