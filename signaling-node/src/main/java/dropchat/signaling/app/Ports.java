package dropchat.signaling.app;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port that is not to be had is said by its setting, its number and the reason. */
final class Ports {

  private Ports() {}

  /** Whether it can be had: Hazelcast would say neither its number nor its setting. */
  static Future<Void> claim(Setting<Integer> port, String host, int number) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, number));
      return Future.succeededFuture();
    } catch (IOException e) {
      return Future.failedFuture(unusable(port, number, e));
    }
  }

  /** What comes of listening there; where the port cannot be had, that is said so. */
  static <T> Future<T> named(Setting<Integer> port, int number, Future<T> listening) {
    return listening.recover(
        wrong ->
            Future.failedFuture(
                wrong instanceof BindException ? unusable(port, number, wrong) : wrong));
  }

  /** The address may be at fault as well. */
  private static IOException unusable(Setting<Integer> port, int number, Throwable why) {
    var host = port.option().replace("port", "host");
    return new IOException(port.option() + " " + number + " at " + host + ": " + why.getMessage());
  }
}
