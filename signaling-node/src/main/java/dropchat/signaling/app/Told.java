package dropchat.signaling.app;

import dropchat.cluster.Secret;
import dropchat.signaling.abuse.Ledger;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/**
 * What a newcomer is told, as JSON: during a rolling upgrade versions tell each other, so fields
 * are added to it and never changed.
 */
final class Told {

  private Told() {}

  static JsonObject of(Secret.Copy secret, List<Ledger.Copy> ledger) {
    var keys = new JsonArray();
    secret
        .tokenKeys()
        .forEach(
            key ->
                keys.add(
                    new JsonObject()
                        .put("id", key.id())
                        .put("hour", key.hour())
                        .put("bytes", key.bytes())));
    return of(ledger)
        .put("hour", secret.hour())
        .put("secret", secret.secret())
        .put("tokenKeys", keys)
        .put("today", secret.today())
        .put("yesterday", secret.yesterday());
  }

  static JsonObject of(List<Ledger.Copy> ledger) {
    var records = new JsonArray();
    ledger.forEach(copy -> records.add(record(copy)));
    return new JsonObject().put("ledger", records);
  }

  static Secret.Copy secret(JsonObject told) {
    var keys =
        told.getJsonArray("tokenKeys").stream()
            .map(JsonObject.class::cast)
            .map(
                key ->
                    new Secret.Key(
                        key.getInteger("id"), key.getLong("hour"), key.getBinary("bytes")))
            .toList();
    return new Secret.Copy(
        told.getLong("hour"),
        told.getBinary("secret"),
        keys,
        told.getBinary("today"),
        told.getBinary("yesterday"));
  }

  static List<Ledger.Copy> ledger(JsonObject told) {
    return told.getJsonArray("ledger").stream()
        .map(JsonObject.class::cast)
        .map(Told::copy)
        .toList();
  }

  private static JsonObject record(Ledger.Copy copy) {
    var reports = new JsonObject();
    copy.reports().forEach((recipient, at) -> reports.put(recipient.toString(), at));
    return new JsonObject()
        .put("subject", copy.subject())
        .put("latest", copy.latestMs())
        .put("reports", reports)
        .put("known", new JsonArray(List.copyOf(copy.knownReporters())))
        .put("cooldowns", copy.cooldowns())
        .put("until", copy.coolUntilMs());
  }

  private static Ledger.Copy copy(JsonObject record) {
    var reports = new HashMap<Integer, Long>();
    record
        .getJsonObject("reports")
        .forEach(
            report ->
                reports.put(
                    Integer.valueOf(report.getKey()), ((Number) report.getValue()).longValue()));
    var known = new HashSet<Integer>();
    record.getJsonArray("known").forEach(reporter -> known.add((Integer) reporter));
    return new Ledger.Copy(
        record.getInteger("subject"),
        record.getLong("latest", System.currentTimeMillis()), // older versions do not say
        reports,
        known,
        record.getInteger("cooldowns"),
        record.getLong("until"));
  }
}
