package exoscope.hw.cpu;

/** What a kernel saves when the floating-point unit changes hands: as of power-on until something is saved in it. */
public final class FpuState {
    final int[] registers = new int[32];
    int control;
}
