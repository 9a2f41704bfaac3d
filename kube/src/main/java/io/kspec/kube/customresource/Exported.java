package io.kspec.kube.customresource;

import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.inventory.Inventory;
import java.nio.file.Path;
import java.util.List;

/// What became of an export.
public sealed interface Exported {
    /// Every object is in the file, and was found in it when it was read again.
    ///
    /// @param digest SHA-256 of the file, in hexadecimal
    /// @param inventory of what is in it
    /// @param resourceVersion at which the first of them was read
    record Written(Path file, String digest, Inventory inventory, String resourceVersion) implements Exported {}

    /// There is no file: an export that lacks something is none.
    record NotWritten(List<Failure> why) implements Exported {
        public NotWritten {
            why = List.copyOf(why);
        }
    }
}
