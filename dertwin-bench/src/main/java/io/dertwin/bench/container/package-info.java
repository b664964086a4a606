/** What the image costs. */
package io.dertwin.bench.container;
