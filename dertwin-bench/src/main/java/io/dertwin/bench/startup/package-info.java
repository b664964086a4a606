/** How long it takes from a process to its first answer, beside a program that does nothing but answer. */
package io.dertwin.bench.startup;
