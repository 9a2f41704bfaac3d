package io.kspec.cli.terminal;

/// What the shell is told; the same for every output format.
public enum ExitCode {
    OK(0),
    FINDINGS(1),
    USAGE(2),
    NOT_EVALUATED(3),
    REFUSED(4),
    TIMEOUT(124),
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
