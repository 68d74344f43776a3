package exoscope.hw.cpu;

/**
 * Recognises the instructions of MIPS32 release 2 that MIPS I has not; {@link Decoder} knows the others. What only computes
 * becomes {@link Op#MIPS32}, with the registers it uses and the word as its immediate; the rest becomes {@link Op#RARE}.
 */
final class Mips32Decoder {
    private Mips32Decoder() {}

    static long decode(int word) {
        return switch (word >>> 26) {
            case 0 -> special(word);
            case 1 -> registerImmediate(word);
            case 19, 50, 58, 59 -> reserved(word);
            case 20, 21, 22, 23, 48, 53, 56, 61 -> rare(word);
            case 28 -> special2(word);
            case 31 -> special3(word);
            case 47, 51 -> nothing(); // cache and pref: there is no cache
            default -> Decoder.decode(word);
        };
    }

    private static long special(int word) {
        return switch (word & 63) {
            case 1, 48, 49, 50, 51, 52, 54 -> rare(word);
            case 2 -> (word >>> 21 & 31) == 1 ? computing(word, word >>> 11) : Decoder.decode(word);
            case 6 -> (word >>> 6 & 31) == 1 ? computing(word, word >>> 11) : Decoder.decode(word);
            case 10, 11 -> computing(word, word >>> 11);
            case 15 -> nothing();
            default -> Decoder.decode(word);
        };
    }

    private static long registerImmediate(int word) {
        return switch (word >>> 16 & 31) {
            case 0, 1, 16, 17 -> Decoder.decode(word);
            case 2, 3, 8, 9, 10, 11, 12, 14, 18, 19 -> rare(word);
            case 31 -> nothing();
            default -> reserved(word);
        };
    }

    private static long special2(int word) {
        return switch (word & 63) {
            case 0, 1, 4, 5 -> computing(word, 0);
            case 2, 32, 33 -> computing(word, word >>> 11);
            default -> reserved(word);
        };
    }

    private static long special3(int word) {
        return switch (word & 63) {
            case 0 -> computing(word, word >>> 16);
            case 4 -> (word >>> 11 & 31) < (word >>> 6 & 31) ? reserved(word) : computing(word, word >>> 16);
            case 32 -> isShuffle(word >>> 6 & 31) ? computing(word, word >>> 11) : reserved(word);
            case 59 -> rare(word);
            default -> reserved(word);
        };
    }

    private static boolean isShuffle(int operation) {
        return operation == 2 || operation == 16 || operation == 24;
    }

    private static long computing(int word, int dest) {
        return Decoder.pack(Op.MIPS32, word >>> 21, word >>> 16, dest, word);
    }

    private static long rare(int word) {
        return Decoder.pack(Op.RARE, 0, 0, 0, word);
    }

    private static long reserved(int word) {
        return Decoder.pack(Op.RESERVED, 0, 0, 0, word);
    }

    private static long nothing() {
        return Decoder.pack(Op.NOP, 0, 0, 0, 0);
    }
}
