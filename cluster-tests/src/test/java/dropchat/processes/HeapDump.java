package dropchat.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.JavaClass;

/** All that one process holds on its heap after a full collection. */
final class HeapDump {

  /** What a process must be started with, so that it can be looked into at all. */
  static final String ATTACHABLE = "-XX:-DisableAttachMechanism";

  private final Heap heap;
  private final String bytes;

  private HeapDump(Path file) throws IOException {
    this.heap = HeapFactory.createHeap(file.toFile());
    this.bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  static HeapDump of(Member member, Path folder) throws IOException, InterruptedException {
    // never the same name: the JVM writes over no file, and the reader would remember the older one
    var file = folder.resolve(member.pid() + "-" + System.nanoTime() + ".hprof");
    var said = jcmd(member, "GC.heap_dump", file.toString());
    if (!said.contains("Heap dump file created")) {
      throw new AssertionError(said);
    }
    var dump = new HeapDump(file);
    Files.delete(file);
    return dump;
  }

  /** A full collection, and nothing else. */
  static void collect(Member member) throws IOException, InterruptedException {
    jcmd(member, "GC.run");
  }

  private static String jcmd(Member member, String... words)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add("" + member.pid());
    command.addAll(List.of(words));
    var asked = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asked.waitFor() != 0 || said.contains("Exception")) {
      throw new AssertionError(words[0] + ": " + said);
    }
    return said;
  }

  /**
   * How many objects there are of each class whose name is like this, those without any left out.
   */
  Map<String, Integer> objects(Pattern name) {
    var counts = new TreeMap<String, Integer>();
    for (Object each : heap.getAllClasses()) {
      var type = (JavaClass) each;
      if (type.getInstancesCount() > 0 && name.matcher(type.getName()).matches()) {
        counts.put(type.getName(), type.getInstancesCount());
      }
    }
    return counts;
  }

  int count(String type) {
    return objects(Pattern.compile(Pattern.quote(type))).getOrDefault(type, 0);
  }

  /** Whether this ASCII text stands anywhere in it, in whatever object. */
  boolean holds(String text) {
    return bytes.contains(text);
  }
}
