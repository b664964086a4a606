/** The devices of a site: physics in, telemetry out. No protocol and no clock but the step reaches into here. */
package io.dertwin.runtime.device;
