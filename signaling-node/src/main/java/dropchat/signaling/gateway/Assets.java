package dropchat.signaling.gateway;

import dropchat.signaling.gateway.Asset.Coded;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.MimeMapping;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Reads the built page from the class path: {@code x.br} and {@code x.gz} beside {@code x} are
 * forms of it.
 */
public final class Assets {

  private static final String ROOT = "site/";

  private Assets() {}

  /** By path as asked for: {@code /} for index.html, {@code /how} for how.html. */
  public static Map<String, Asset> read() throws IOException {
    var index = Assets.class.getClassLoader().getResource(ROOT + "index.html");
    if (index == null) {
      throw new IOException("the page is not in the class path: build the webclient first");
    }
    var files = index.getProtocol().equals("jar") ? fromJar(index) : fromFolder(index);
    var assets = new HashMap<String, Asset>();
    for (var name : files.keySet()) {
      if (!name.endsWith(".br") && !name.endsWith(".gz")) {
        assets.put(path(name), asset(name, files));
      }
    }
    return Map.copyOf(assets);
  }

  private static Asset asset(String name, Map<String, byte[]> files) {
    var codings = new ArrayList<Coded>();
    for (var coding : List.of("br", "gz")) {
      var bytes = files.get(name + "." + coding);
      if (bytes != null) {
        codings.add(coded(coding.equals("gz") ? "gzip" : coding, bytes));
      }
    }
    codings.add(coded(null, files.get(name)));
    return new Asset(type(name), name.startsWith("assets/"), List.copyOf(codings));
  }

  private static Coded coded(String coding, byte[] bytes) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      var etag = '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
      return new Coded(coding, etag, Buffer.buffer(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
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

  private static Map<String, byte[]> fromJar(URL index) throws IOException {
    var files = new HashMap<String, byte[]>();
    var connection = (JarURLConnection) index.openConnection();
    connection.setUseCaches(false);
    try (var jar = connection.getJarFile()) {
      for (var entry : jar.stream().toList()) {
        if (entry.getName().startsWith(ROOT) && !entry.isDirectory()) {
          try (var in = jar.getInputStream(entry)) {
            files.put(entry.getName().substring(ROOT.length()), in.readAllBytes());
          }
        }
      }
    }
    return files;
  }

  private static Map<String, byte[]> fromFolder(URL index) throws IOException {
    var files = new HashMap<String, byte[]>();
    try {
      var root = Path.of(index.toURI()).getParent();
      try (var walk = Files.walk(root)) {
        for (var file : walk.filter(Files::isRegularFile).toList()) {
          files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    return files;
  }
}
