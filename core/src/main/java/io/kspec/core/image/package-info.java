/// The names of container images and the registries they come from. Start at [io.kspec.core.image.ImageReference].
@NullMarked
package io.kspec.core.image;

import org.jspecify.annotations.NullMarked;
