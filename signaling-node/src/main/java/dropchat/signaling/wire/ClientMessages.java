package dropchat.signaling.wire;

import static dropchat.signaling.wire.ErrorCode.BAD_JSON;
import static dropchat.signaling.wire.ErrorCode.BAD_MESSAGE;
import static dropchat.signaling.wire.ErrorCode.UNKNOWN_TYPE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import dropchat.signaling.wire.ClientMessage.Connected;
import dropchat.signaling.wire.ClientMessage.Inspect;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.ClientMessage.Leave;
import dropchat.signaling.wire.ClientMessage.Reason;
import dropchat.signaling.wire.ClientMessage.Reopen;
import dropchat.signaling.wire.ClientMessage.Report;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Turns text from outside into a {@link ClientMessage}: the one place where it is looked at. */
public final class ClientMessages {

  /** Interned field names would outlive whoever sent them. */
  private static final JsonFactory STRICT =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
  private static final Set<String> REASONS = Set.of("abuse", "spam", "underage", "other");

  private ClientMessages() {}

  /** Unknown fields are ignored, unknown types refused. */
  public static ClientMessage parse(String text) throws MalformedMessageException {
    if (!(json(text) instanceof JsonObject message)
        || !(message.getValue("type") instanceof String type)) {
      throw new MalformedMessageException(BAD_MESSAGE);
    }
    return switch (type) {
      case "join" ->
          new Join(
              strings(message, "languages", 5, word -> LANGUAGE.matcher(word).matches()),
              interests(message),
              optionalString(message, "commit", 64),
              strings(message, "avoid", 8, token -> true));
      case "leave" -> new Leave();
      case "connected" -> new Connected();
      case "reopen" -> new Reopen(string(message, "token"));
      case "report" -> new Report(string(message, "token"), reason(message));
      case "inspect" -> new Inspect();
      default -> throw new MalformedMessageException(UNKNOWN_TYPE);
    };
  }

  /** Strictly RFC 8259: the parser that Vert.x makes by itself would let comments through. */
  private static Object json(String text) throws MalformedMessageException {
    try (var parser = STRICT.createParser(text)) {
      return JacksonCodec.fromParser(parser, Object.class);
    } catch (DecodeException | IOException e) {
      throw new MalformedMessageException(BAD_JSON);
    }
  }

  /** Compared trimmed and lower-case; a blank one says nothing and is dropped. */
  private static List<String> interests(JsonObject message) throws MalformedMessageException {
    var interests = new LinkedHashSet<String>();
    for (var said : strings(message, "interests", 5, ClientMessages::isInterest)) {
      interests.add(said.strip().toLowerCase(Locale.ROOT));
    }
    interests.remove("");
    return List.copyOf(interests);
  }

  private static boolean isInterest(String interest) {
    int codePoints = interest.codePointCount(0, interest.length());
    return codePoints >= 1 && codePoints <= 32;
  }

  /** Each once. An absent list is an empty one. */
  private static List<String> strings(
      JsonObject message, String field, int most, Predicate<String> form)
      throws MalformedMessageException {
    if (!message.containsKey(field)) {
      return List.of();
    }
    if (!(message.getValue(field) instanceof JsonArray array) || array.size() > most) {
      throw new MalformedMessageException(BAD_MESSAGE);
    }
    var strings = new LinkedHashSet<String>();
    for (var item : array) {
      if (!(item instanceof String text) || !form.test(text)) {
        throw new MalformedMessageException(BAD_MESSAGE);
      }
      strings.add(text);
    }
    return List.copyOf(strings);
  }

  private static String optionalString(JsonObject message, String field, int longest)
      throws MalformedMessageException {
    if (!message.containsKey(field)) {
      return null;
    }
    var value = string(message, field);
    if (value.codePointCount(0, value.length()) > longest) {
      throw new MalformedMessageException(BAD_MESSAGE);
    }
    return value;
  }

  private static String string(JsonObject message, String field) throws MalformedMessageException {
    if (message.getValue(field) instanceof String value) {
      return value;
    }
    throw new MalformedMessageException(BAD_MESSAGE);
  }

  private static Reason reason(JsonObject message) throws MalformedMessageException {
    var reason = string(message, "reason");
    if (!REASONS.contains(reason)) {
      throw new MalformedMessageException(BAD_MESSAGE);
    }
    return Reason.valueOf(reason.toUpperCase(Locale.ROOT));
  }
}
