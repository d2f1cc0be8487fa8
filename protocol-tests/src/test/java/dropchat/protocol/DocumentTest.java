package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The protocol's document agrees with itself. */
class DocumentTest {

  private static final JsonNode DOCUMENT =
      new YAMLMapper().readTree(Schemas.PROTOCOL.resolve("asyncapi.yaml").toFile());

  @Test
  void everyMessageSchemaIsInTheDocumentAndNoOther() throws IOException {
    var referred = new TreeSet<>(DOCUMENT.at("/components/messages").findValuesAsString("$ref"));
    var files = new TreeSet<String>();
    for (var room : List.of("client", "server", "channel")) {
      files.addAll(schemas(room));
    }
    assertThat(referred).isEqualTo(files);
  }

  @Test
  void everyMessageIsOfItsTypeAndInAChannel() {
    for (var message : DOCUMENT.at("/components/messages").properties()) {
      var ref = message.getValue().at("/payload/$ref").asString("signal");
      assertThat(Path.of(ref).getFileName().toString().replace(".json", "")).isEqualTo(message.getKey());
    }
    var carried =
        Stream.of("signal", "talk")
            .flatMap(channel -> DOCUMENT.at("/channels/" + channel + "/messages").propertyNames().stream())
            .toList();
    assertThat(carried).containsExactlyInAnyOrderElementsOf(names("/components/messages"));
  }

  @Test
  void everyExampleFitsItsSchema() {
    var examples = 0;
    for (var message : DOCUMENT.at("/components/messages").values()) {
      for (var example : message.path("examples").values()) {
        var schema = message.at("/payload/$ref").asString();
        Schemas.check(schema.replaceAll("^schemas/|\\.json$", ""), example.get("payload").toString());
        examples++;
      }
    }
    assertThat(examples).isPositive();
  }

  @Test
  void clientsMaySayMoreAndServersMayNot() throws IOException {
    for (var file : schemas("client")) {
      Schemas.check(file.replaceAll("^schemas/|\\.json$", ""), minimal(file, ",\"unknown\":1"));
    }
    for (var file : schemas("server")) {
      var schema = new YAMLMapper().readTree(Schemas.PROTOCOL.resolve(file).toFile());
      assertThat(schema.path("additionalProperties").asBoolean(true)).as(file).isFalse();
    }
  }

  @Test
  void everyRefusalAndCloseCodeIsThere() {
    var signal = DOCUMENT.at("/channels/signal");
    assertThat(signal.get("x-refusals").findValuesAsString("status"))
        .containsExactly("400", "403", "429", "503");
    assertThat(signal.get("x-close-codes").findValuesAsString("code"))
        .containsAll(List.of("1000", "1002", "1007", "1008", "1009", "1011", "1012", "1013"));
  }

  /** As many as six bits can name, so that 36 bits are six of them. */
  @Test
  void thereAre64DifferentEmoji() {
    var emoji = new JsonMapper().readTree(Schemas.PROTOCOL.resolve("emoji.json").toFile());

    assertThat(emoji.valueStream().map(JsonNode::asString)).hasSize(64).doesNotHaveDuplicates();
  }

  private static String minimal(String file, String more) {
    var type = Path.of(file).getFileName().toString().replace(".json", "");
    var needed = Set.of("reopen", "report").contains(type) ? ",\"token\":\"x\",\"reason\":\"spam\"" : "";
    return "{\"type\":\"" + type + "\"" + needed + more + "}";
  }

  private static List<String> schemas(String room) throws IOException {
    try (var files = Files.list(Schemas.PROTOCOL.resolve("schemas").resolve(room))) {
      return files.map(file -> "schemas/" + room + "/" + file.getFileName()).toList();
    }
  }

  private static List<String> names(String pointer) {
    return List.copyOf(DOCUMENT.at(pointer).propertyNames());
  }
}
