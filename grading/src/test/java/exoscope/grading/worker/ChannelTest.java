package exoscope.grading.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exoscope.grading.worker.Messages.BuildAnswer;
import exoscope.grading.worker.Messages.Ready;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChannelTest {
    @Test
    void whatIsSentIsReceived() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        new Channel(InputStream.nullInputStream(), sent).send(new Ready(7));
        assertThat(reading(sent.toByteArray()).receive(Ready.class)).isEqualTo(new Ready(7));
    }

    @Test
    void messageThatPromisesTooMuchIsRefusedUnread() {
        assertThatThrownBy(() -> reading(new byte[] {127, 0, 0, 0}).receiveBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most");
        assertThatThrownBy(() -> reading(new byte[] {-1, 0, 0, 0}).receiveBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void messageThatIsCutOffIsNoMessage() {
        assertThatThrownBy(() -> reading(new byte[] {0, 0, 0, 9, 1}).receiveBytes())
                .isInstanceOf(EOFException.class);
    }

    @Test
    void messageOfAnotherKindIsNoMessage() {
        for (String text : new String[] {"null", "[]", "{", "{\"other\": 1}"}) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            assertThatThrownBy(() -> {
                        new Channel(InputStream.nullInputStream(), sent).sendBytes(bytes);
                        reading(sent.toByteArray()).receive(Ready.class);
                    })
                    .as(text)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void answerWithHolesMakesNoSense() throws IOException {
        String whole = "\"severity\":\"ERROR\",\"message\":\"m\"";
        assertThat(answer("[{\"file\":\"f\",%s}]".formatted(whole)).makesSense())
                .isTrue();
        for (String problems : new String[] {
            "null",
            "[null]",
            "[{\"severity\":null}]",
            "[{%s}]".formatted(whole),
            "[{\"file\":\"f\",\"severity\":\"ERROR\"}]",
            "[{\"file\":\"f\",\"message\":\"m\"}]"
        }) {
            assertThat(answer(problems).makesSense()).as(problems).isFalse();
        }
    }

    private static BuildAnswer answer(String problems) throws IOException {
        String json = "{\"builds\":false,\"problems\":%s}".formatted(problems);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        new Channel(InputStream.nullInputStream(), sent).sendBytes(json.getBytes(StandardCharsets.US_ASCII));
        return reading(sent.toByteArray()).receive(BuildAnswer.class);
    }

    private static Channel reading(byte[] bytes) {
        return new Channel(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
    }
}
