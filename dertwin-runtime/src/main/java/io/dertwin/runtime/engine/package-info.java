/**
 * Time and the tick. The {@link io.dertwin.runtime.engine.Plant} computes one tick after the other, single-threaded and
 * deterministic; the {@link io.dertwin.runtime.engine.Engine} decides when, keeps everybody else out while it does, and
 * publishes each tick's state all at once.
 */
package io.dertwin.runtime.engine;
