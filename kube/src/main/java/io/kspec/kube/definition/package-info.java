/// Changes CustomResourceDefinitions without losing what is stored under them: they are read as they are, tried out,
/// applied server-side, waited for until they are really served, and put back when they are not. Never replaces and
/// never deletes one. Start at [io.kspec.kube.definition.DefinitionWriter].
@NullMarked
package io.kspec.kube.definition;

import org.jspecify.annotations.NullMarked;
