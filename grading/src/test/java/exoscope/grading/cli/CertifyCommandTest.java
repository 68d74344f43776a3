package exoscope.grading.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CertifyCommandTest {
    @Test
    void labIsCertified() {
        Shell shell = Shell.run("certify", "lab04", "--seeds", 1);
        assertThat(shell.exitCode()).as(shell.out()).isZero();
        assertThat(shell.out()).contains(" 2  gives-back", "[X]").endsWith("is certified" + System.lineSeparator());
        assertThat(shell.err()).contains("reference: 100 of 100 points", "skeleton: 5 of 100 points");
    }

    @Test
    void thereIsNoTrialWithoutASeed() {
        assertThat(Shell.run("certify", "lab04", "--seeds", 0).err()).contains("--seeds is 0: must be 1 or more");
    }

    @Test
    void unknownLabIsASentence() {
        assertThat(Shell.run("certify", "lab99").exitCode()).isEqualTo(2);
    }
}
