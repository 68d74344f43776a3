/**
 * Strangers' code in a process of its own. {@link exoscope.grading.worker.Worker} is the grader's end: it hands over
 * sources and tickets and gets problems and traces back. {@link exoscope.grading.worker.WorkerMain} is the other end,
 * boxed in as tightly as {@link exoscope.grading.worker.Sandbox} could arrange. No verdict is made there.
 */
@NullMarked
package exoscope.grading.worker;

import org.jspecify.annotations.NullMarked;
