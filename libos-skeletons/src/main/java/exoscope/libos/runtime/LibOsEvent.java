package exoscope.libos.runtime;

import exoscope.hw.trace.TraceEvent;
import java.util.List;

/** What the runtime around a libOS noticed of it. The environment concerned is in the entry around the event. */
public sealed interface LibOsEvent extends TraceEvent {

    /**
     * Nobody caught what the libOS's code threw, which ends its environment: a libOS panic.
     *
     * @param thrown the kind of exception, such as {@code NullPointerException}
     * @param message what it says, or empty
     * @param stack the libOS's own calls at the throw, the innermost first, and between them the upcalls that interrupted
     * @param deeper how many more there are that were left out
     * @param calls the last kernel calls, the oldest first
     */
    record Panicked(String thrown, String message, List<CodePlace> stack, int deeper, List<KernelCall> calls)
            implements LibOsEvent {
        public Panicked {
            stack = List.copyOf(stack);
            calls = List.copyOf(calls);
        }
    }

    /**
     * A place in a libOS's source, or an upcall.
     *
     * @param file the source file's path, such as {@code lab04/Pager.java}; empty for an upcall
     * @param line from 1, or 0 if it is not known
     * @param method class and method, such as {@code Pager.onRevoke}; for an upcall its kind and subject
     */
    record CodePlace(String file, int line, String method) {
        /** Whether this is an upcall, on top of what it interrupted. */
        public boolean upcall() {
            return file.isEmpty();
        }
    }

    /**
     * A kernel call.
     *
     * @param cycle when it was made
     * @param call its name
     * @param arguments as text, with commas between
     * @param result what the kernel answered, as text
     */
    record KernelCall(long cycle, String call, String arguments, String result) {}
}
