/// What a page for people shows, in its order and with its words; the template only lays it out. Start at
/// [io.kspec.core.export.page.Page].
@NullMarked
package io.kspec.core.export.page;

import org.jspecify.annotations.NullMarked;
