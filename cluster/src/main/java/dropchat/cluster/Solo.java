package dropchat.cluster;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The membership of a process on its own. */
public record Solo(long self, Set<String> roles) implements Membership {

  @Override
  public List<Member> members() {
    return List.of(new Member(self, roles));
  }

  @Override
  public void onChange(Consumer<Change> listener) {
    // nobody comes, nobody goes
  }
}
