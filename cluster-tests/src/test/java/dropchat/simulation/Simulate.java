package dropchat.simulation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Runs seeds: many of them, or one with all that happened in it. */
public final class Simulate {

  private static final int LAST_EVENTS = 60;
  private static final int SEEDS_TO_NOTICE = 1_000;

  /** How the words of a failure begin that shows no invariant broken: the program has thrown. */
  static final String NO_INVARIANT = "0, no fault of ours: ";

  /** A seed with which an invariant does not hold, and which one. */
  record Failure(long seed, Broken broken, String what) {

    /** The last events before it, and how to see them all. */
    String story() {
      var lines = retold(seed, broken);
      var last = lines.subList(Math.max(0, lines.size() - LAST_EVENTS), lines.size());
      return "%s%n%s%nreplay: make simulate SEED=%d"
          .formatted(String.join(System.lineSeparator(), last), this, seed);
    }

    @Override
    public String toString() {
      return "seed " + seed + ": invariant " + what;
    }
  }

  private Simulate() {}

  /**
   * @param args {@code seeds N}: the seeds 1 to N; {@code seed N}: that one, written out; {@code
   *     mutants}: how soon each broken guard is noticed
   */
  public static void main(String[] args) {
    boolean holds =
        switch (args[0]) {
          case "seeds" -> many(number(args));
          case "seed" -> one(number(args));
          case "mutants" -> breakEachGuard();
          default -> throw new IllegalArgumentException("seeds N, seed N or mutants");
        };
    System.exit(holds ? 0 : 1);
  }

  private static long number(String[] args) {
    try {
      return Long.parseLong(args[1]);
    } catch (NumberFormatException e) {
      System.err.println("simulate: " + args[0].toUpperCase(Locale.ROOT) + " not allowed; allowed: a whole number");
      System.exit(2);
      throw e;
    }
  }

  private static boolean many(long seeds) {
    long startNs = System.nanoTime();
    var failure = firstFailure(seeds, Broken.NOTHING);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs);
    System.out.println(
        failure
            .map(Failure::story)
            .orElse(seeds + " seeds in " + seconds + " s: all invariants hold"));
    return failure.isEmpty();
  }

  private static boolean one(long seed) {
    retold(seed, Broken.NOTHING).forEach(System.out::println);
    var failure = run(seed, Broken.NOTHING);
    System.out.println(
        failure.map(Failure::toString).orElse("seed " + seed + ": all invariants hold"));
    return failure.isEmpty();
  }

  /** Prints a table for the README. */
  private static boolean breakEachGuard() {
    boolean allNoticed = true;
    for (var broken : Broken.values()) {
      if (broken != Broken.NOTHING) {
        var first =
            LongStream.rangeClosed(1, SEEDS_TO_NOTICE)
                .mapToObj(seed -> run(seed, broken))
                .flatMap(Optional::stream)
                .findFirst();
        allNoticed &= first.isPresent();
        System.out.printf(
            "| `%s` | %s | %s |%n",
            broken,
            first.map(failure -> "" + failure.seed).orElse("-"),
            first.map(failure -> failure.what.split(",")[0]).orElse("-"));
      }
    }
    return allNoticed;
  }

  /** On all cores; the lowest seed of those that fail. */
  static Optional<Failure> firstFailure(long seeds, Broken broken) {
    return LongStream.rangeClosed(1, seeds)
        .parallel()
        .mapToObj(seed -> run(seed, broken))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Failure> run(long seed, Broken broken) {
    try {
      new Simulation(seed, broken, false).run();
      return Optional.empty();
    } catch (Violation violation) {
      return Optional.of(new Failure(seed, broken, violation.getMessage()));
    } catch (RuntimeException fault) {
      return Optional.of(new Failure(seed, broken, NO_INVARIANT + fault));
    }
  }

  private static List<String> retold(long seed, Broken broken) {
    var simulation = new Simulation(seed, broken, true);
    try {
      simulation.run();
    } catch (Violation | RuntimeException known) {
      // it is its trace that is asked for
    }
    return simulation.trace.lines();
  }
}
