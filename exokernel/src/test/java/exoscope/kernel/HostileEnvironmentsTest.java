package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileEnvironmentsTest {
    private static final int STEPS = 500;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void nothingThatEnvironmentsDoStopsTheMachineOrOutlastsThem(long seed) {
        HostileEnvironments hostile = new HostileEnvironments(seed);
        Kernel kernel = hostile.kernel;
        for (int i = 0; i < STEPS; i++) {
            assertThatCode(() -> {
                        hostile.step();
                        kernel.invariants().checkAll();
                    })
                    .as("step " + i)
                    .doesNotThrowAnyException();
        }
        hostile.endAll();
        hostile.pass(200_000);
        kernel.invariants().checkAll();
        assertThat(IntStream.range(0, HostileEnvironments.FRAMES)
                        .filter(frame -> kernel.frames().owner(frame) == FrameTable.KERNEL)
                        .count())
                .as("frames that are not the network's")
                .isEqualTo(NetworkDriver.frames(HostileEnvironments.BUFFERS));
    }
}
