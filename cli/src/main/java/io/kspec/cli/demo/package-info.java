/// `kspec demo`: the whole loop told on a real API server, one scene after the other; each scene proves what it tells
/// by the API server's own answer. Start at [io.kspec.cli.demo.Demo].
@NullMarked
package io.kspec.cli.demo;

import org.jspecify.annotations.NullMarked;
