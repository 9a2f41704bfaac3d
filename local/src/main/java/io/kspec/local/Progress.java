package io.kspec.local;

/// Told what a start is doing, one short clause at a time, for a person who waits.
///
/// Called from the starting thread and, while programs are being built, from one other thread.
@FunctionalInterface
public interface Progress {
    /// Takes one message.
    ///
    /// @param clause one line without a full stop, such as `starting kube-apiserver on port 21034`
    void report(String clause);

    /// Tells nobody.
    static Progress silent() {
        return _ -> {};
    }
}
