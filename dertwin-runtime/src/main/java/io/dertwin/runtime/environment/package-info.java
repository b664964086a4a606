/** What surrounds the devices of a site: grid, weather, events, and the balance of power. */
package io.dertwin.runtime.environment;
