package dropchat.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What we write, read by another's decoder that takes nothing against RFC 6455. */
class FramesTest {

  private static final int LONGEST = 1 << 17;

  private final EmbeddedChannel reader =
      new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, LONGEST));

  @Test
  void aMessageOfAnyLengthIsReadAsItWasWritten() {
    for (int length : new int[] {0, 1, 125, 126, 127, 1_800, 65_535, 65_536, LONGEST}) {
      var message = new byte[length];
      new Random(length).nextBytes(message);
      var read = read(Frames.BINARY, message);
      assertThat(read).isInstanceOf(BinaryWebSocketFrame.class);
      assertThat(read.isFinalFragment()).isTrue();
      assertThat(ByteBufUtil.getBytes(read.content())).isEqualTo(message);
    }
  }

  @Test
  void eachKindIsReadAsThatKind() {
    assertThat(read(Frames.TEXT, "añ".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            TextWebSocketFrame.class, text -> assertThat(text.text()).isEqualTo("añ"));
    assertThat(read(Frames.PING, new byte[0])).isInstanceOf(PingWebSocketFrame.class);
    assertThat(read(Frames.PONG, new byte[125])).isInstanceOf(PongWebSocketFrame.class);
    assertThat(read(Frames.CLOSE, new byte[] {1_012 >> 8, (byte) 1_012}))
        .isInstanceOfSatisfying(
            CloseWebSocketFrame.class, close -> assertThat(close.statusCode()).isEqualTo(1_012));
  }

  @Test
  void framesOneBehindTheOtherAreReadOneByOne() {
    var bytes = Unpooled.buffer();
    Frames.write(bytes, Frames.BINARY, new byte[200]);
    Frames.write(bytes, Frames.TEXT, new byte[] {'x'});
    reader.writeInbound(bytes);
    assertThat(reader.<WebSocketFrame>readInbound()).isInstanceOf(BinaryWebSocketFrame.class);
    assertThat(reader.<WebSocketFrame>readInbound()).isInstanceOf(TextWebSocketFrame.class);
    assertThat(reader.<WebSocketFrame>readInbound()).isNull();
  }

  private WebSocketFrame read(int opcode, byte[] payload) {
    var bytes = Unpooled.buffer();
    Frames.write(bytes, opcode, payload);
    reader.writeInbound(bytes);
    return reader.readInbound();
  }
}
