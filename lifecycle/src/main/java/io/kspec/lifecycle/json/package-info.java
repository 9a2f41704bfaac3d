/// The stored form of this module's records. Start at [io.kspec.lifecycle.json.Json].
@NullMarked
package io.kspec.lifecycle.json;

import org.jspecify.annotations.NullMarked;
