package io.kspec.core.devops;

/// Bands of the health score, best first.
public enum HealthClass {
    HEALTHY("Healthy", 80),
    STABLE("Stable", 60),
    DEGRADED("Degraded", 40),
    CRITICAL("Critical", 0);

    private final String word;
    private final int from;

    HealthClass(String word, int from) {
        this.word = word;
        this.from = from;
    }

    /// The band that a score lies in.
    ///
    /// @param score 0 to 100
    public static HealthClass of(int score) {
        for (HealthClass band : values()) {
            if (score >= band.from) {
                return band;
            }
        }
        return CRITICAL;
    }

    public String word() {
        return word;
    }
}
