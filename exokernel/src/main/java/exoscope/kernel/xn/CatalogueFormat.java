package exoscope.kernel.xn;

import exoscope.hw.device.Disk;
import exoscope.kernel.ebpf.Decoder;
import exoscope.kernel.ebpf.Program;
import exoscope.kernel.ebpf.RefusedProgramException;
import exoscope.kernel.ebpf.Region;
import exoscope.kernel.ebpf.RegionSpec;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A catalogue as bytes: a magic number, how many bytes count, their checksum, then the rest in order. */
public final class CatalogueFormat {
    private static final long MAGIC = 0x474c_5441_434f_5845L; // "EXOCATLG"
    private static final int BYTES = Catalogue.COPY_BLOCKS * Disk.BLOCK_BYTES;
    private static final int HEADER = 16;

    private CatalogueFormat() {}

    /** Whether bytes were meant to be a catalogue, whole or not. */
    public static boolean marked(byte[] bytes) {
        return in(bytes).getLong() == MAGIC;
    }

    /** The bytes of a copy; empty if it does not fit. */
    public static Optional<byte[]> encode(Catalogue catalogue) {
        ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try {
            out.putLong(MAGIC).putInt(0).putInt(0);
            out.putLong(catalogue.generation())
                    .putInt(catalogue.epoch())
                    .putLong(catalogue.seed())
                    .putInt(catalogue.nextRoot());
            out.putInt(catalogue.roots().size());
            for (Root root : catalogue.roots()) {
                out.putInt(root.id()).putLong(root.guard()).putInt(root.block()).putInt(root.type());
            }
            out.putInt(catalogue.lost().size());
            catalogue.lost().forEach(out::putInt);
            out.putInt(catalogue.templates().size());
            catalogue.templates().forEach(program -> put(out, program));
        } catch (BufferOverflowException e) {
            return Optional.empty();
        }
        out.putInt(Long.BYTES, out.position());
        out.putInt(Long.BYTES + Integer.BYTES, sum(out.array(), out.position()));
        return Optional.of(out.array());
    }

    /** Whether templates fit into a catalogue, however many roots and lost blocks there will be. */
    public static boolean haveRoom(List<Program> templates) {
        List<Root> roots = Collections.nCopies(Catalogue.MOST_ROOTS, new Root(0, 0, 0, 0, 0));
        List<Integer> lost = Collections.nCopies(Catalogue.MOST_LOST, 0);
        return encode(new Catalogue(0, 0, 0, 0, roots, templates, lost)).isPresent();
    }

    /** The catalogue in a copy, if it is whole. */
    public static Optional<Catalogue> decode(byte[] bytes) {
        ByteBuffer in = in(bytes);
        long magic = in.getLong();
        int length = in.getInt();
        if (magic != MAGIC || length < HEADER || length > bytes.length || in.getInt() != sum(bytes, length)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(in));
        } catch (BufferUnderflowException | RefusedProgramException e) {
            return Optional.empty();
        }
    }

    private static Catalogue read(ByteBuffer in) {
        long generation = in.getLong();
        int epoch = in.getInt();
        long seed = in.getLong();
        int nextRoot = in.getInt();
        List<Root> roots = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            roots.add(new Root(in.getInt(), in.getLong(), in.getInt(), in.getInt(), 0));
        }
        List<Integer> lost = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            lost.add(in.getInt());
        }
        List<Program> templates = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            templates.add(program(in));
        }
        return new Catalogue(generation, epoch, seed, nextRoot, roots, templates, lost);
    }

    private static ByteBuffer in(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void put(ByteBuffer out, Program program) {
        byte[] code = Decoder.encode(program.code());
        out.putInt(code.length).put(code).putInt(program.regions().size());
        for (RegionSpec spec : program.regions()) {
            byte[] constants = constants(spec);
            out.putInt(spec.entryBytes()).putInt(spec.entries()).putInt(constants.length);
            out.put(constants);
        }
    }

    /** What a region holds; nothing if that is only zeros. */
    private static byte[] constants(RegionSpec spec) {
        Region contents = spec.create();
        byte[] bytes = new byte[spec.size()];
        boolean any = false;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) contents.load(i, 1);
            any |= bytes[i] != 0;
        }
        return any ? bytes : new byte[0];
    }

    private static Program program(ByteBuffer in) {
        byte[] code = bytes(in, in.getInt());
        List<RegionSpec> regions = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            int entryBytes = in.getInt();
            int entries = in.getInt();
            byte[] constants = bytes(in, in.getInt());
            String name = "region " + regions.size();
            regions.add(
                    constants.length > 0
                            ? RegionSpec.data(name, constants, false)
                            : RegionSpec.array(name, entryBytes, entries, false));
        }
        return new Program("owns", Decoder.decode(code), regions);
    }

    private static byte[] bytes(ByteBuffer in, int count) {
        if (count < 0 || count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private static int sum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, Long.BYTES + Integer.BYTES);
        sum.update(bytes, HEADER, length - HEADER);
        return (int) sum.getValue();
    }
}
