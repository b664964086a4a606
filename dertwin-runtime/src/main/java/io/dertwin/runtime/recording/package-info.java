/** What has happened on a site, kept as rows of values: the history of every device, and a file of all of it. */
package io.dertwin.runtime.recording;
