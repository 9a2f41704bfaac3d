/// The one Helm engine: renders charts, installs, upgrades, recovers and uninstalls releases that the helm program
/// can list and read, and never lets a release own a CustomResourceDefinition.
///
/// **Reads** charts and values, and the release Secrets of a cluster. **Writes** releases. Start with
/// [io.kspec.server.release.Releases].
@NullMarked
package io.kspec.server.release;

import org.jspecify.annotations.NullMarked;
