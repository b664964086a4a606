package io.dertwin.client;

/**
 * The whole state of a site at one instant, as JSON. It can be kept in a file and restored into another run.
 *
 * <pre>{@code
 * Snapshot full = site.snapshot();
 * …
 * site.restore(full);
 * }</pre>
 *
 * @param json the state; its inner layout belongs to the runtime's version
 */
public record Snapshot(String json) {}
