/// The demo, sabotaged: each scene is spoilt once, and the demo must notice. In the package of the demo, because only
/// there one may act between its scenes.
@NullMarked
package io.kspec.cli.demo;

import org.jspecify.annotations.NullMarked;
