/** Combined heat and power: a gas engine, the sequence that starts and stops it, and its generator. */
package io.dertwin.runtime.device.chp;
