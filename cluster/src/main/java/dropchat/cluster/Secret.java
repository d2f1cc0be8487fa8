package dropchat.cluster;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the cluster knows and nobody else: 256 bits, replaced every hour by what HKDF makes of them,
 * so that yesterday's cannot be computed from today's. In memory only: what is replaced or no
 * longer kept is overwritten. Thread safe.
 *
 * <p>From the secret of an hour come the key that seals that hour's tokens, of which the last
 * {@value #KEPT} are kept, and, at the first hour of a day, the key of that day's abuse handles, of
 * which the last two are.
 */
public final class Secret {

  /** How many hours a token stays readable. */
  private static final int KEPT = 25;

  private static final String NEXT_HOUR = "dropchat next hour";

  /**
   * @param id 24 bits that name the key and tell nothing of it
   * @param hour since 1970, whose tokens it seals
   * @param bytes 32 of them
   */
  public record Key(int id, long hour, byte[] bytes) {

    private Key copy() {
      return new Key(id, hour, bytes.clone());
    }
  }

  /**
   * All of it, for a process that joins.
   *
   * @param hour since 1970, of which {@code secret} is the secret
   * @param tokenKeys oldest first, this hour's last
   */
  public record Copy(
      long hour, byte[] secret, List<Key> tokenKeys, byte[] today, byte[] yesterday) {}

  private final InstantSource clock;
  private final Map<Integer, Key> tokenKeys = new LinkedHashMap<>();
  private byte[] secret;
  private long hour;
  private long day;
  private Key tokenKey;
  private byte[] today;
  private byte[] yesterday;
  private int handleEra;

  public Secret(byte[] secret, InstantSource clock) {
    this.secret = secret.clone();
    this.clock = clock;
    this.hour = hoursAt(clock.instant());
    this.day = Math.floorDiv(hour, 24);
    this.today = handleKey();
    this.yesterday = today;
    addTokenKey();
  }

  public Secret(Copy copy, InstantSource clock) {
    this.clock = clock;
    takeOver(copy);
  }

  public static Secret random(InstantSource clock) {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new Secret(bytes, clock);
  }

  /** Lets time pass also where nobody asks for a key: forgets what this hour no longer needs. */
  public synchronized void pass() {
    ratchet();
  }

  public synchronized Copy copy() {
    ratchet();
    var keys = tokenKeys.values().stream().map(Key::copy).toList();
    return new Copy(hour, secret.clone(), keys, today.clone(), yesterday.clone());
  }

  /** From now on these are the keys; our own are kept for reading. */
  public synchronized void adopt(Copy copy) {
    ratchet();
    var own = List.copyOf(tokenKeys.values());
    List.of(secret, today, yesterday).forEach(replaced -> Arrays.fill(replaced, (byte) 0));
    takeOver(copy);
    tokenKeys.clear();
    own.forEach(key -> tokenKeys.put(key.id(), key));
    copy.tokenKeys().forEach(key -> tokenKeys.remove(key.id()));
    copy.tokenKeys().forEach(key -> tokenKeys.put(key.id(), key)); // this hour's stays last
  }

  private void takeOver(Copy copy) {
    hour = copy.hour();
    day = Math.floorDiv(hour, 24);
    secret = copy.secret();
    today = copy.today();
    yesterday = copy.yesterday();
    handleEra++;
    tokenKeys.clear();
    copy.tokenKeys().forEach(key -> tokenKeys.put(key.id(), key));
    tokenKey = copy.tokenKeys().getLast();
  }

  /** Seals this hour's tokens. */
  public synchronized Key tokenKey() {
    ratchet();
    return tokenKey;
  }

  /** Null if no such key is held (any more). A little ahead of ours another clock may be. */
  public synchronized Key tokenKey(int id) {
    ratchet();
    var held = tokenKeys.get(id);
    return held != null ? held : ofNextHour(id);
  }

  private Key ofNextHour(int id) {
    byte[] next = Hkdf.expand(secret, NEXT_HOUR);
    try {
      return id(next) == id ? tokenKey(next, hour + 1) : null;
    } finally {
      Arrays.fill(next, (byte) 0);
    }
  }

  /** As long as this is the same number, {@link #todaysHandleKey} is the same key. */
  public synchronized int handleEra() {
    ratchet();
    return handleEra;
  }

  public synchronized byte[] todaysHandleKey() {
    ratchet();
    return today;
  }

  public synchronized byte[] yesterdaysHandleKey() {
    ratchet();
    return yesterday;
  }

  /** A new copy, for who asks to wipe: in an hour it cannot be made again. */
  public synchronized byte[] relayKey() {
    ratchet();
    return Hkdf.expand(secret, "dropchat relay names");
  }

  private void ratchet() {
    long now = hoursAt(clock.instant());
    while (hour < now) {
      hour++;
      byte[] spent = secret;
      secret = Hkdf.expand(spent, NEXT_HOUR);
      Arrays.fill(spent, (byte) 0);
      addTokenKey();
      if (Math.floorDiv(hour, 24) != day) {
        day = Math.floorDiv(hour, 24);
        if (yesterday != today) {
          Arrays.fill(yesterday, (byte) 0);
        }
        yesterday = today;
        today = handleKey();
        handleEra++;
      }
    }
  }

  private void addTokenKey() {
    tokenKey = tokenKey(secret, hour);
    tokenKeys.put(tokenKey.id(), tokenKey);
    tokenKeys.values().removeIf(this::isSpent);
  }

  private static Key tokenKey(byte[] secret, long hour) {
    return new Key(id(secret), hour, Hkdf.expand(secret, "dropchat tokens"));
  }

  private static int id(byte[] secret) {
    byte[] name = Hkdf.expand(secret, "dropchat token key id");
    return (name[0] & 0xff) << 16 | (name[1] & 0xff) << 8 | name[2] & 0xff;
  }

  private boolean isSpent(Key key) {
    boolean spent = key.hour() <= hour - KEPT;
    if (spent) {
      Arrays.fill(key.bytes(), (byte) 0);
    }
    return spent;
  }

  private byte[] handleKey() {
    return Hkdf.expand(secret, "dropchat abuse handles");
  }

  private static long hoursAt(Instant instant) {
    return instant.getEpochSecond() / Duration.ofHours(1).toSeconds();
  }
}
