/**
 * What happened on a site, for people to look at: gathered from recording, journal and happenings, as data for charts and as
 * a page that stands alone.
 */
package io.dertwin.runtime.report;
