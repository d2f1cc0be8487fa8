package dropchat.simulation;

/** Something that must never be true was. */
final class Violation extends AssertionError {

  private static final long serialVersionUID = 1;

  Violation(String invariant, String what) {
    super(invariant + ": " + Names.in(what));
  }
}
