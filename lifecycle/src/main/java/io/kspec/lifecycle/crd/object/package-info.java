/// What a changed definition does to the objects that are stored: each is put through what the API server would do
/// with it, and what the fields are used for is counted. Reads objects and two schemas, answers outcomes, and
/// evidence that moves the weight of findings. Start at [io.kspec.lifecycle.crd.object.Weighing],
/// or for a single object at [io.kspec.lifecycle.crd.object.Simulation].
@NullMarked
package io.kspec.lifecycle.crd.object;

import org.jspecify.annotations.NullMarked;
