/** Site files and register maps as trees of values that know their line, and the reading of them that finds every problem in one run. */
package io.dertwin.runtime.settings;
