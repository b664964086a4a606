/**
 * The control channel: what a test does to a running site from outside, over HTTP. One small class an endpoint group;
 * none of them knows the server behind it but by {@link io.dertwin.runtime.control.http}'s requests and replies.
 */
package io.dertwin.runtime.control;
