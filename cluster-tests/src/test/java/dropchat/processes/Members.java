package dropchat.processes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A cluster of real processes on loopback, oldest first. */
final class Members implements AutoCloseable {

  private final List<Member> members = new ArrayList<>();
  private final String[] options;

  private Members(String... options) {
    this.options = options;
  }

  /** Starts so many, one after the other, so that it is known who is the oldest. */
  static Members of(int count, String... options) {
    var cluster = new Members(options);
    for (int i = 0; i < count; i++) {
      cluster.members.add(new Member());
    }
    for (var member : cluster.members) {
      cluster.start(member);
    }
    return cluster;
  }

  Member get(int index) {
    return members.get(index);
  }

  void start(Member member) {
    member.start(seeds(), options);
  }

  Guest guestAt(int index) {
    return new Guest(members.get(index).port);
  }

  /** Two who have been matched with each other. Nobody else may be waiting. */
  Pair pair(int one, int other) {
    var ada = guestAt(one);
    var bob = guestAt(other);
    ada.join();
    bob.join();
    return new Pair(ada, ada.await("matched"), bob, bob.await("matched"));
  }

  String seeds() {
    return members.stream()
        .map(member -> "127.0.0.1:" + member.clusterPort)
        .collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    members.stream().filter(Member::alive).forEach(Member::kill);
  }
}
