/** Benchmarks; how to run them is in docs/benchmarks.md. */
package io.dertwin.bench;
