/// `kspec init`: writes a first specification. Start at [io.kspec.cli.init.InitCommand].
@NullMarked
package io.kspec.cli.init;

import org.jspecify.annotations.NullMarked;
