package exoscope.labs.view;

import exoscope.libos.runtime.LibOsEvent.Panicked;

/**
 * A libOS that panicked.
 *
 * @param event number of the event, from 0
 * @param cycle when it was
 * @param env whose libOS it was
 * @param what its own words for it
 */
public record PanicView(long event, long cycle, int env, Panicked what) {}
