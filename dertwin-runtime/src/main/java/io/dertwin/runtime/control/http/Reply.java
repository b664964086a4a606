package io.dertwin.runtime.control.http;

/** What a request is answered with: all at once, or bit by bit for as long as the client listens. */
public sealed interface Reply permits Response, EventStream {}
