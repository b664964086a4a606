/**
 * A small HTTP/1.1 server on one selector: it knows requests, replies and event streams, but nothing of sites. It
 * exists because it notices at once when a client gives up a request that is still being worked on, and because a client
 * that does not read costs it no thread; {@code docs/architecture.md} has the comparison.
 */
package io.dertwin.runtime.control.http;
