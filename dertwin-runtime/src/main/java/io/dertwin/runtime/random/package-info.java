/** Random numbers that are the same everywhere. */
package io.dertwin.runtime.random;
