package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// An object by which kspec enforces, as it should be.
///
/// @param specifications whose it is, by name; several share the registration, none owns the entry for kspec's own
///     kinds
/// @param repair whether it is put back when somebody changes it
public record Guard(GuardId id, ObjectNode object, List<String> specifications, boolean repair) {
    public Guard {
        specifications = List.copyOf(specifications);
    }
}
