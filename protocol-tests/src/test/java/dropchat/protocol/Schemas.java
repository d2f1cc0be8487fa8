package dropchat.protocol;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own copy of the protocol. */
final class Schemas {

  static final Path PROTOCOL = Node.PROJECT.resolve("docs/protocol");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Schemas::load));

  private Schemas() {}

  /**
   * @param path of the schema below {@code docs/protocol/schemas}, without {@code .json}
   * @throws AssertionError naming each place where the message does not fit, or that there is no such message
   */
  static void check(String path, String json) {
    var file = PROTOCOL.resolve("schemas").resolve(path + ".json");
    if (!Files.exists(file)) {
      throw new AssertionError("the protocol has no " + path + ": " + json);
    }
    var errors = schema(file).validate(json, InputFormat.JSON);
    if (!errors.isEmpty()) {
      throw new AssertionError(path + " does not fit its schema: " + errors + " in " + json);
    }
  }

  private static Schema schema(Path file) {
    return REGISTRY.getSchema(SchemaLocation.of(file.toUri().toString()));
  }

  private static String load(String iri) {
    if (!iri.startsWith("file:")) {
      return null;
    }
    try {
      return Files.readString(Path.of(URI.create(iri)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
