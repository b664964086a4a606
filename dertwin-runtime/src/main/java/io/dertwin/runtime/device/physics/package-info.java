/** Laws that several device types share: lags, warm masses, ramps and limits. */
package io.dertwin.runtime.device.physics;
