/// `kspec migrate`: files and objects of the older kspec become today's. Reading and writing is here, the judgement
/// in [io.kspec.core.migration.Migration]. Start at [io.kspec.cli.migrate.MigrateCommand].
@NullMarked
package io.kspec.cli.migrate;

import org.jspecify.annotations.NullMarked;
