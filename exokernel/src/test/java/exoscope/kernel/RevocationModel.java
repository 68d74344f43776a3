package exoscope.kernel;

import edu.mit.csail.sdg.alloy4.A4Reporter;
import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.ast.Module;
import edu.mit.csail.sdg.parser.CompUtil;
import edu.mit.csail.sdg.translator.A4Options;
import edu.mit.csail.sdg.translator.TranslateAlloyToKodkod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The protocol as {@code model/revocation.als} has it, checked by Alloy. */
final class RevocationModel {
    private final String source;
    private final Module module;

    private RevocationModel(String source) {
        this.source = source;
        module = CompUtil.parseEverything_fromString(A4Reporter.NOP, source);
    }

    static RevocationModel read() {
        try (InputStream in = RevocationModel.class.getResourceAsStream("/model/revocation.als")) {
            return new RevocationModel(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The model with something in it said differently; it must be in it. */
    RevocationModel with(String said, String instead) {
        if (!source.contains(said)) {
            throw new IllegalArgumentException("not in the model: " + said);
        }
        return new RevocationModel(source.replace(said, instead));
    }

    /** Its assertions and examples. */
    List<Command> commands() {
        return module.getAllCommands();
    }

    /** Whether an assertion has no counterexample, or an example exists, within the command's bounds. */
    boolean holds(Command command) {
        boolean found = TranslateAlloyToKodkod.execute_command(
                        A4Reporter.NOP, module.getAllReachableSigs(), command, new A4Options())
                .satisfiable();
        return command.check != found;
    }

    /** The same for the command of that name. */
    boolean holds(String name) {
        return holds(commands().stream()
                .filter(command -> command.label.equals(name))
                .findFirst()
                .orElseThrow());
    }

    /**
     * Whether the model can go these steps, one after the other from the moment at which every frame is free.
     *
     * @param atoms declarations of the frames, environments and requests that the steps name
     */
    boolean allows(String atoms, List<String> steps) {
        String path = "\n%s\nrun path { no owner and (%s) } for %d but 1..%d steps\n"
                .formatted(atoms, String.join("; ", steps), 8, steps.size() + 2);
        return new RevocationModel(source + path).holds("path");
    }
}
