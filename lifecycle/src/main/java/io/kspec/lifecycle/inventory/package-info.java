/// Which custom resources a cluster holds, by identity and content, and what became of them between two looks: the
/// proof that none was lost. Reads objects, answers hashes and differences. Start at
/// [io.kspec.lifecycle.inventory.Inventory].
@NullMarked
package io.kspec.lifecycle.inventory;

import org.jspecify.annotations.NullMarked;
