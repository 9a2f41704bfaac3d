package io.kspec.server.health;

/// What `GET /health` answers.
public record Health(Status status, Checks checks) {
    /// `Healthy` answers 200, `Unhealthy` 503.
    public enum Status {
        Healthy,
        Unhealthy
    }

    /// One line per thing the server cannot work without.
    public record Checks(Status database, Status migrations, Status keys) {}

    static Health of(boolean database, boolean migrations, boolean keys) {
        return new Health(
                status(database && migrations && keys), new Checks(status(database), status(migrations), status(keys)));
    }

    private static Status status(boolean met) {
        return met ? Status.Healthy : Status.Unhealthy;
    }
}
