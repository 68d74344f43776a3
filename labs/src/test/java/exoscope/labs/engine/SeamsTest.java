package exoscope.labs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.libos.metered.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeamsTest {
    @Test
    void skeletonHasExactlyTheSeamsThatTheLabFileLists() {
        Lab lab = Lab.find("lab04");
        Seams seams = Seams.of(lab.skeleton().getFirst());
        assertThat(seams.inside().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        lab.file().seams().stream().map(LabFile.Seam::name).toList());
    }

    @Test
    void whatStandsInASeamDoesNotCountAsOutside() {
        String text = "a\n// BEGIN lab01.x do it\n%s\n// END lab01.x\nb";
        Seams one = Seams.of(new SourceFile("A.java", text.formatted("mine")));
        Seams two = Seams.of(new SourceFile("A.java", text.formatted("yours\nand more")));
        assertThat(one.outside()).isEqualTo(two.outside()).contains("BEGIN lab01.x");
        assertThat(two.inside()).containsEntry("lab01.x", "yours\nand more\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// BEGIN lab01.x",
                "// END lab01.x",
                "// BEGIN lab01.x\n// BEGIN lab01.y\n// END lab01.y\n// END lab01.x",
                "// BEGIN lab01.x\n// END lab01.y"
            })
    void marksThatAreNotPairedAreRefused(String text) {
        assertThatThrownBy(() -> Seams.of(new SourceFile("A.java", text)))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("as a pair");
    }
}
