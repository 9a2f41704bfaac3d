/// What tests of the server stand on: an embedded PostgreSQL and the real server on a port of its own.
package io.kspec.server.testing;
