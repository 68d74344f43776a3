package exoscope.grading.cli;

import exoscope.hw.cpu.Isa;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an instruction set from the command line. */
final class IsaName implements ITypeConverter<Isa> {
    @Override
    public Isa convert(String name) {
        Isa isa = Isa.labelled(name);
        if (isa == null) {
            throw new TypeConversionException("\"" + name + "\" is no instruction set: must be mips1 or mips32r2");
        }
        return isa;
    }
}
