/// What is done about which drift, and how often. Start at [io.kspec.core.drift.config.DriftSettings].
@NullMarked
package io.kspec.core.drift.config;

import org.jspecify.annotations.NullMarked;
