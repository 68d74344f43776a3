package exoscope.hw.cpu;

import exoscope.hw.trace.TraceSink;

/** Measures an engine by hand: {@code java ... exoscope.hw.cpu.Speed [program [engine]]}, in {@code sim-hw}. */
final class Speed {
    private Speed() {}

    public static void main(String[] arguments) {
        String name = arguments.length > 0 ? arguments[0] : "count";
        Engine engine = arguments.length > 1 ? Engine.valueOf(arguments[1]) : Engine.DEFAULT;
        for (int round = 0; round < 5; round++) {
            UserProgram program = new UserProgram(name, engine, TraceSink.NONE);
            long start = System.nanoTime();
            String end = program.run(Long.MAX_VALUE);
            long nanos = System.nanoTime() - start;
            long instructions = program.machine().cpu().instructions();
            System.out.printf("%s: %s, %.0f million instructions a second%n", name, end, instructions * 1e3 / nanos);
        }
    }
}
