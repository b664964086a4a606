/** What went over the wire: every transaction with its time, its words and what they mean. */
package io.dertwin.runtime.journal;
