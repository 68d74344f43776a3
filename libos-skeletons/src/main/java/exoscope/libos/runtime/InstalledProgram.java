package exoscope.libos.runtime;

import exoscope.hw.PhysicalMemory;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.elf.ElfSegment;
import exoscope.kernel.Kernel;
import exoscope.libos.ProgramPage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** A MIPS program on an extent of its environment, as an installer leaves it: a block for every page with contents. */
public final class InstalledProgram {
    /** Virtual address after the stack. */
    static final int STACK_TOP = 0x7fff_f000;

    private static final int STACK_PAGES = 4;

    private final int entry;
    private final List<ProgramPage> pages;

    private InstalledProgram(int entry, List<ProgramPage> pages) {
        this.entry = entry;
        this.pages = List.copyOf(pages);
    }

    /**
     * Puts a program on the disk, in blocks that environment {@code env} owns from then on, without taking machine time.
     *
     * @throws IllegalStateException if the disk has no room for it
     */
    public static InstalledProgram install(Kernel kernel, int env, ElfImage image) {
        return new InstalledProgram(image.entry(), pagesOf(image, contents -> {
            int block = kernel.grantExtent(env, 1);
            kernel.machine().disk().poke(block, contents);
            return block;
        }));
    }

    /** A program that was installed before the machine was switched off, on the same blocks, with whatever is in them now. */
    public static InstalledProgram found(Kernel kernel, int env, ElfImage image) {
        return new InstalledProgram(image.entry(), pagesOf(image, contents -> kernel.grantExtent(env, 1)));
    }

    /** The pages of a program that is not installed: in place of blocks, those with contents are numbered from 0. */
    public static List<ProgramPage> pagesOf(ElfImage image) {
        AtomicInteger next = new AtomicInteger();
        return List.copyOf(pagesOf(image, contents -> next.getAndIncrement()));
    }

    /** @param place puts the first contents of a page somewhere and says where */
    private static List<ProgramPage> pagesOf(ElfImage image, ToIntFunction<byte[]> place) {
        List<ProgramPage> pages = new ArrayList<>();
        for (int page : numbersOf(image)) {
            byte[] contents = contents(image, page);
            int block = contents.length > 0 ? place.applyAsInt(contents) : -1;
            pages.add(new ProgramPage(page, block, writable(image, page)));
        }
        for (int n = STACK_PAGES; n > 0; n--) {
            pages.add(new ProgramPage((STACK_TOP >>> PhysicalMemory.FRAME_SHIFT) - n, -1, true));
        }
        return pages;
    }

    int entry() {
        return entry;
    }

    List<ProgramPage> pages() {
        return pages;
    }

    private static List<Integer> numbersOf(ElfImage image) {
        return image.segments().stream()
                .flatMap(segment -> IntStream.rangeClosed(pageOf(segment.address()), pageOf(segment.end() - 1))
                        .boxed())
                .distinct()
                .sorted()
                .toList();
    }

    private static int pageOf(long address) {
        return (int) (address >>> PhysicalMemory.FRAME_SHIFT);
    }

    private static boolean writable(ElfImage image, int page) {
        long start = (long) page << PhysicalMemory.FRAME_SHIFT;
        return image.segments().stream()
                .anyMatch(segment -> segment.writable()
                        && segment.address() < start + PhysicalMemory.FRAME_BYTES
                        && start < segment.end());
    }

    /** The page's first contents, or nothing if they are all zeros. */
    private static byte[] contents(ElfImage image, int page) {
        byte[] contents = new byte[PhysicalMemory.FRAME_BYTES];
        long start = (long) page << PhysicalMemory.FRAME_SHIFT;
        boolean any = false;
        for (ElfSegment segment : image.segments()) {
            long from = Math.max(start, segment.address());
            long to = Math.min(start + contents.length, (long) segment.address() + segment.fileSize());
            if (from < to) {
                segment.copy((int) (from - segment.address()), contents, (int) (from - start), (int) (to - from));
                any = true;
            }
        }
        return any ? contents : new byte[0];
    }
}
