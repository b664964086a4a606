/** What a site costs a build. */
package io.dertwin.bench.plugin;
