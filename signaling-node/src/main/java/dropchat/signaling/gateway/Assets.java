package dropchat.signaling.gateway;

import dropchat.signaling.gateway.Asset.Coded;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.MimeMapping;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Reads the built page from the class path, into memory. */
public final class Assets {

  private static final String ROOT = "site/";

  /** All files but the compressed forms, as sha256sum lists them; a comment begins with #. */
  private static final String LIST = "hashes.txt";

  /** Where a file's name begins in its line: behind a SHA-256 and two spaces. */
  private static final int NAME = 66;

  /** Of the built page. */
  private interface Folder {

    /** Null if there is no such file. */
    byte[] read(String name) throws IOException;
  }

  private Assets() {}

  /**
   * By path as asked for: {@code /} for index.html, {@code /how} for how.html.
   *
   * @throws UncheckedIOException if the page is not there
   */
  public static Map<String, Asset> read() {
    var list = Assets.class.getClassLoader().getResource(ROOT + LIST);
    try {
      if (list == null) {
        throw new IOException("the page is not in the class path: build the webclient first");
      }
      return list.getProtocol().equals("jar") ? fromJar(list) : fromFolder(list);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static Map<String, Asset> all(Folder folder) throws IOException {
    var assets = new HashMap<String, Asset>();
    assets.put(path(LIST), asset(LIST, folder));
    for (var line : new String(folder.read(LIST), StandardCharsets.UTF_8).split("\n")) {
      if (!line.startsWith("#")) {
        var name = line.substring(NAME);
        assets.put(path(name), asset(name, folder));
      }
    }
    return Map.copyOf(assets);
  }

  /** {@code x.br} and {@code x.gz} beside {@code x} are forms of it. */
  private static Asset asset(String name, Folder folder) throws IOException {
    var codings = new ArrayList<Coded>();
    for (var coding : List.of("br", "gz")) {
      var bytes = folder.read(name + "." + coding);
      if (bytes != null) {
        codings.add(coded(coding.equals("gz") ? "gzip" : coding, bytes));
      }
    }
    var plain = folder.read(name);
    if (plain == null) {
      throw new IOException(name + ": in " + LIST + ", and not there");
    }
    codings.add(coded(null, plain));
    return new Asset(type(name), name.startsWith("assets/"), List.copyOf(codings));
  }

  private static Coded coded(String coding, byte[] bytes) {
    return new Coded(coding, etag(bytes), Buffer.buffer(bytes));
  }

  /** Of a thousand files, before the first request: a digest in code that is still cold is slow. */
  private static String etag(byte[] bytes) {
    var sum = new CRC32();
    sum.update(bytes);
    var size = Integer.toHexString(bytes.length);
    return '"' + size + '-' + Long.toHexString(sum.getValue()) + '"';
  }

  private static String path(String name) {
    if (name.equals("index.html")) {
      return "/";
    }
    return "/" + (name.endsWith(".html") ? name.substring(0, name.length() - 5) : name);
  }

  private static String type(String name) {
    var extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "html", "css", "js", "txt" ->
          MimeMapping.mimeTypeForExtension(extension) + "; charset=utf-8";
      case "webmanifest" -> "application/manifest+json";
      default -> MimeMapping.mimeTypeForExtension(extension);
    };
  }

  /** Asked for by name: to look at all that is in the jar takes as long as to read the page. */
  private static Map<String, Asset> fromJar(URL list) throws IOException {
    var connection = (JarURLConnection) list.openConnection();
    connection.setUseCaches(false);
    try (var jar = connection.getJarFile()) {
      return all(
          name -> {
            var entry = jar.getJarEntry(ROOT + name);
            if (entry == null) {
              return null;
            }
            try (var in = jar.getInputStream(entry)) {
              // of just that size: readAllBytes takes 16 KB more for each of a thousand
              var bytes = new byte[(int) entry.getSize()];
              if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw new EOFException(name + ": cut short");
              }
              return bytes;
            }
          });
    }
  }

  private static Map<String, Asset> fromFolder(URL list) throws IOException {
    try {
      var root = Path.of(list.toURI()).getParent();
      return all(
          name -> {
            var file = root.resolve(name);
            return Files.exists(file) ? Files.readAllBytes(file) : null;
          });
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
