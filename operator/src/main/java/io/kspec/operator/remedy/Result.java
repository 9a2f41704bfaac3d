package io.kspec.operator.remedy;

/// What came of changing one workload.
sealed interface Result {
    /// The API server took it.
    record Mended() implements Result {}

    /// It was not changed, and nobody is at fault: somebody else wrote, or it is gone. The next scan looks again.
    record Later(String why) implements Result {}

    /// The API server refused it, or would have made something else of it.
    ///
    /// @param why what, where and what to do
    record Failed(String why) implements Result {}
}
