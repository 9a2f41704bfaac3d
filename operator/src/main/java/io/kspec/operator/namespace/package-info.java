/// What the operator knows of namespaces without asking. Reads namespaces by a watch, writes nothing. Start at
/// [io.kspec.operator.namespace.NamespaceCache].
@NullMarked
package io.kspec.operator.namespace;

import org.jspecify.annotations.NullMarked;
