package dropchat.processes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What two at different nodes leave behind in memory when they meet: bytes that nobody else has.
 * Each is sought where it may have been, a seat only where it leads from one to the other.
 */
final class Traces {

  private static final String SIGNAL = "a signal";
  private static final String ANSWER = "the signal that answered it";
  private static final String INTEREST = "an interest";
  private static final String TOKEN = "a token of the other one";
  private static final String PATH = "both seats side by side";
  private static final String SEAT = "the seat of the other one";
  private static final String TEXT = " (as UTF-16)";
  private static final String OBJECT = " (as an object)";

  /** As the bus has it: node and socket; then the epoch, which is not sought. */
  private static final int PEER = Long.BYTES + Long.BYTES;

  private static final int EPOCH = Integer.BYTES;
  private static final int LENGTH = Integer.BYTES;

  private final Members cluster;
  private final Pair pair;
  private final Map<Member, Map<String, byte[]>> sought = new LinkedHashMap<>();

  private Traces(Members cluster, Pair pair) {
    this.cluster = cluster;
    this.pair = pair;
    cluster.all().forEach(member -> sought.put(member, new LinkedHashMap<>()));
  }

  /** Two who are in pairing, and have exchanged signals. */
  static Traces ofTwoMeeting(Members cluster) throws IOException {
    var interest = unique();
    var signal = List.of(unique() + unique(), unique() + unique());
    var pair = cluster.pairLiking(interest);
    var traces = new Traces(cluster, pair);
    pair.ada().signal(signal.get(0));
    pair.bob().awaitSignal(signal.get(0));
    pair.bob().signal(signal.get(1));
    pair.ada().awaitSignal(signal.get(1));
    traces.interest(interest);
    traces.signal(SIGNAL, signal.get(0));
    traces.signal(ANSWER, signal.get(1));
    traces.tokens();
    traces.seats(signal.get(0));
    return traces;
  }

  /** 32 characters that stand nowhere else. */
  static String unique() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  void connected() {
    pair.connected();
  }

  /** What must be found while they pair: else nothing is worth the search. */
  Set<String> expected() {
    var names = new TreeSet<String>();
    sought.forEach(
        (member, traces) ->
            traces.keySet().stream()
                .filter(name -> !name.endsWith(TEXT))
                .forEach(name -> names.add(at(member, name))));
    return names;
  }

  Set<String> found() throws IOException {
    var found = new TreeSet<String>();
    for (var member : cluster.all()) {
      for (var place : ProcessMemory.places(member, sought.get(member))) {
        found.add(at(member, place.name()));
      }
    }
    return found;
  }

  private String at(Member member, String name) {
    return name + (member == cluster.node(0) ? " at one node" : " at the other node");
  }

  private void interest(String interest) {
    cluster.all().forEach(node -> text(node, INTEREST, interest));
  }

  private void signal(String name, String signal) {
    sought.values().forEach(at -> at.put(name, signal.getBytes(StandardCharsets.UTF_8)));
  }

  private void tokens() {
    text(cluster.node(0), TOKEN, pair.tokenOfBob());
    text(cluster.node(1), TOKEN, pair.tokenOfAda());
  }

  private void text(Member member, String name, String text) {
    sought.get(member).put(name, text.getBytes(StandardCharsets.UTF_8));
    sought.get(member).put(name + TEXT, text.getBytes(StandardCharsets.UTF_16LE));
  }

  /** They are read where a signal went by: from, to, length, bytes. */
  private void seats(String signalOfAda) throws IOException {
    var signal = signalOfAda.getBytes(StandardCharsets.UTF_8);
    int size = 2 * (PEER + EPOCH);
    var length = ByteBuffer.allocate(LENGTH).putInt(signal.length).array();
    var path =
        ProcessMemory.places(cluster.node(0), Map.of(SIGNAL, signal)).stream()
            .map(ProcessMemory.Place::before)
            .filter(before -> Arrays.equals(last(before, LENGTH), length))
            .map(before -> last(Arrays.copyOf(before, before.length - LENGTH), size))
            .findFirst()
            .orElseThrow(() -> new AssertionError("a signal on its way is not found"));
    var ada = Arrays.copyOf(path, PEER);
    var bob = Arrays.copyOfRange(path, PEER + EPOCH, PEER + EPOCH + PEER);
    seat(cluster.node(0), bob);
    seat(cluster.node(1), ada);
    sought.values().forEach(at -> at.put(PATH, path));
  }

  private void seat(Member member, byte[] peer) {
    sought.get(member).put(SEAT, peer);
    var numbers = ByteBuffer.wrap(peer);
    var object = ByteBuffer.allocate(PEER).order(ByteOrder.nativeOrder());
    object.putLong(numbers.getLong()).putLong(numbers.getLong());
    sought.get(member).put(SEAT + OBJECT, object.array());
  }

  private static byte[] last(byte[] of, int count) {
    return Arrays.copyOfRange(of, of.length - count, of.length);
  }
}
