package exoscope.grading.staff;

import exoscope.labs.engine.Lab;
import exoscope.libos.metered.SourceFile;
import java.util.List;

/** The reference solution of a lab: the skeleton with its seams filled in. */
public final class Reference {
    private Reference() {}

    /** Everything to compile: the reference's files where students edit, the kit's own beside them. */
    public static List<SourceFile> sources(Lab lab) {
        return lab.skeleton().stream()
                .map(file -> lab.editable().contains(file.path())
                        ? new SourceFile(file.path(), StaffResources.text(lab.name() + "/reference/" + file.path()))
                        : file)
                .toList();
    }
}
