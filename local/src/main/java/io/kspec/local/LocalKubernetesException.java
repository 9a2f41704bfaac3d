package io.kspec.local;

import java.io.IOException;
import java.io.Serial;

/// Why there is no cluster, or no longer one: a program is missing, a component died, time ran out.
///
/// The message is one sentence of the form `what (where). remedy`. Where a component is to blame, `where` is the
/// path of its log and the remedy ends with the log's last lines.
public class LocalKubernetesException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String what;
    private final String where;
    private final String remedy;

    /// @param what one clause with the values, @param where a path or address, @param remedy what the reader can
    ///     do now
    public LocalKubernetesException(String what, String where, String remedy) {
        super("%s (%s). %s".formatted(what, where, remedy));
        this.what = what;
        this.where = where;
        this.remedy = remedy;
    }

    LocalKubernetesException(String what, String where, String remedy, Throwable cause) {
        this(what, where, remedy);
        initCause(cause);
    }

    /// A file that could not be read or written.
    public static LocalKubernetesException file(String what, Object where, IOException cause) {
        String remedy = "Check the permissions and the free space there: %s.".formatted(cause);
        return new LocalKubernetesException(what, where.toString(), remedy, cause);
    }

    /// One clause, with the values.
    public String what() {
        return what;
    }

    /// A path or an address.
    public String where() {
        return where;
    }

    /// What the reader can do now.
    public String remedy() {
        return remedy;
    }
}
