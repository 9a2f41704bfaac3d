package io.kspec.core.fix.text;

/// Where a value hangs in a block.
sealed interface Site {
    /// It is the whole document.
    record Root() implements Site {}

    /// It is the value of a key.
    ///
    /// @param key where the key begins
    /// @param head the place after the colon
    record AfterKey(int key, int head) implements Site {}

    /// It is an item of a list.
    ///
    /// @param head the place after the dash
    record AfterDash(int head) implements Site {}
}
