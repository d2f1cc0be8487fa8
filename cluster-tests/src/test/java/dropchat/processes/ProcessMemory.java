package dropchat.processes;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Every byte that one process could write to, of the heap or not, in use or not (proc_pid_mem(5)).
 * To be read by root, or by whoever started the process.
 *
 * <p>A client's frames are masked (RFC 6455, section 5.3) with a key that stands beside them: that
 * hides nothing. So what is compared is each byte with the fourth after it, which no mask changes.
 */
final class ProcessMemory {

  /** Something that was found, and what stands just before it. */
  record Place(String name, byte[] before) {}

  private static final Pattern WRITABLE = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) rw.*");

  private static final int MASK = 4;
  private static final int PAGE = 4_096;
  private static final int STEP = 4 << 20;
  private static final int BEFORE = 64;
  private static final int LONGEST = 4_096;

  private final Map<String, byte[]> sought;
  private final boolean[] beginnings = new boolean[1 << 16];
  private final List<Place> places = new ArrayList<>();
  private final byte[] window = new byte[BEFORE + STEP + LONGEST];

  private ProcessMemory(Map<String, byte[]> sought) {
    this.sought = sought;
    sought.values().forEach(bytes -> beginnings[beginning(bytes, 0)] = true);
  }

  /**
   * Where these stand.
   *
   * @param sought by name, each longer than a mask
   */
  static List<Place> places(Member member, Map<String, byte[]> sought) throws IOException {
    var search = new ProcessMemory(sought);
    var process = Path.of("/proc", "" + member.pid());
    try (var memory = new RandomAccessFile(process.resolve("mem").toFile(), "r")) {
      for (var line : Files.readAllLines(process.resolve("maps"))) {
        var area = WRITABLE.matcher(line);
        if (area.matches()) {
          search.area(memory, Long.parseLong(area.group(1), 16), Long.parseLong(area.group(2), 16));
        }
      }
    }
    return search.places;
  }

  private void area(RandomAccessFile memory, long from, long to) throws IOException {
    for (long at = from; at < to; at += STEP) {
      long start = Math.max(from, at - BEFORE);
      int length = (int) Math.min(window.length, to - start);
      fill(memory, start, length);
      int first = (int) (at - start);
      search(first, Math.min(first + STEP, length), length);
    }
  }

  /** A page that was given back since the list of areas was read holds nothing. */
  private void fill(RandomAccessFile memory, long start, int length) throws IOException {
    for (int filled = 0; filled < length; ) {
      memory.seek(start + filled);
      try {
        int read = memory.read(window, filled, length - filled);
        if (read < 0) {
          throw new AssertionError("the process is gone");
        }
        filled += read;
      } catch (IOException givenBack) {
        int end = Math.min(length, filled + PAGE - (int) ((start + filled) % PAGE));
        Arrays.fill(window, filled, end, (byte) 0);
        filled = end;
      }
    }
  }

  private void search(int from, int to, int length) {
    for (int at = from; at < to && at + MASK + 1 < length; at++) {
      if (beginnings[beginning(window, at)]) {
        for (var each : sought.entrySet()) {
          if (stands(each.getValue(), at, length)) {
            var before = Arrays.copyOfRange(window, Math.max(0, at - BEFORE), at);
            places.add(new Place(each.getKey(), before));
          }
        }
      }
    }
  }

  private boolean stands(byte[] bytes, int at, int length) {
    if (at + bytes.length > length) {
      return false;
    }
    for (int i = 0; i + MASK < bytes.length; i++) {
      if ((window[at + i] ^ window[at + i + MASK]) != (bytes[i] ^ bytes[i + MASK])) {
        return false;
      }
    }
    return true;
  }

  private static int beginning(byte[] bytes, int at) {
    return (bytes[at] ^ bytes[at + MASK]) & 0xff
        | ((bytes[at + 1] ^ bytes[at + MASK + 1]) & 0xff) << 8;
  }
}
