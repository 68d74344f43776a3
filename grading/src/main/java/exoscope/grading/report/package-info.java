/**
 * What is told about a submission: records that become JSON as they are (documented in docs/cli.md), the table of
 * grades, and the folder that keeps both. Equal submissions give equal bytes: no time of day, no name of a computer.
 */
@NullMarked
package exoscope.grading.report;

import org.jspecify.annotations.NullMarked;
