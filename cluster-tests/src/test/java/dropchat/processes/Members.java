package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A cluster of real processes for the tests of one class. After each test its clients are sent home
 * and its dead are started anew, after the last one all processes end. What they printed is shown
 * when a test fails.
 */
final class Members implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  static final String MATCHMAKER = "matchmaker";
  static final String SIGNALING = "signaling";
  static final String BOTH = SIGNALING + "," + MATCHMAKER;

  /** So many distinct ones cool down. */
  private static final int REPORTS = 3;

  /** In the order of joining: the first that may lead leads. */
  private final List<Member> members = new ArrayList<>();

  private final List<Guest> guests = new ArrayList<>();
  private final String seeds;

  private Members(List<Member> members) {
    this.members.addAll(members);
    this.seeds =
        members.stream()
            .map(member -> member.host.clusterAddress(member.clusterPort))
            .collect(Collectors.joining(","));
  }

  /** On loopback, one of each of these roles, started in this order. */
  static Members of(String... roles) {
    return with(List.of(), roles);
  }

  static Members with(List<String> options, String... roles) {
    return new Members(
        Arrays.stream(roles).map(role -> new Member(Host.LOOPBACK, role, options)).toList());
  }

  /** Whoever waits there for a shared language waits longer than any test takes. */
  static Members insistingOnLanguages(String... roles) {
    var options = List.of("--match-language-only-after", "60s", "--match-anybody-after", "60s");
    return with(options, roles);
  }

  /** They log at every level, and still nothing of a client. */
  static Members tellingAll(String... roles) {
    return with(List.of("--log", "all"), roles);
  }

  static Members at(List<Host> hosts, List<String> options) {
    return at(hosts, options, Collections.nCopies(hosts.size(), BOTH));
  }

  static Members at(List<Host> hosts, List<String> options, List<String> roles) {
    return new Members(
        IntStream.range(0, hosts.size())
            .mapToObj(i -> new Member(hosts.get(i), roles.get(i), options))
            .toList());
  }

  /** The one to whom all tickets go, as long as it lives. */
  Member leader() {
    return members.stream().filter(Member::mayLead).findFirst().orElseThrow();
  }

  /** Those with clients, oldest first. */
  Member node(int index) {
    return members.stream().filter(Member::hasClients).toList().get(index);
  }

  List<Member> all() {
    return List.copyOf(members);
  }

  /** An honest client of that process, welcomed. */
  Guest guestAt(Member member) {
    return guestAt(member, Homes.next(member.host));
  }

  /** One who comes from where somebody else came from. */
  Guest guestAt(Member member, HttpClient home) {
    var guest = new Guest(member.host.address(), member.port, home);
    guests.add(guest);
    return guest;
  }

  /** One who waits for somebody with this language. */
  Guest guestSpeaking(String language, Member at) {
    var guest = guestAt(at);
    guest.joinSpeaking(language);
    return guest;
  }

  /** Two who have just met. Nobody else may be waiting. */
  Pair pairAt(Member one, Member other) {
    return Pair.of(guestAt(one), guestAt(other));
  }

  /** Two who have just met at two nodes, since both like this. */
  Pair pairLiking(String interest) {
    var ada = guestAt(node(0));
    var bob = guestAt(node(1));
    ada.joinLiking(interest);
    bob.joinLiking(interest);
    return Pair.met(ada, bob);
  }

  /**
   * The home of one who was there, met three people there or at these others, and was reported by
   * each.
   */
  HttpClient nuisanceAt(Member member, Member... reporters) {
    var nuisance = guestAt(member, Homes.nextDisreputable(member.host));
    for (int i = 0; i < REPORTS; i++) {
      var reporter = guestAt(reporters.length == 0 ? member : reporters[i]);
      reporter.say("report", Pair.of(reporter, nuisance).tokenOfBob());
      reporter.await("reported");
      reporter.close();
      nuisance.await("peer-left");
    }
    return nuisance.home();
  }

  /** Whether somebody from that home may not join there. */
  boolean coolsDown(HttpClient home, Member at) {
    var guest = guestAt(at, home);
    guest.say("join");
    Until.holds(
        "an answer", Guest.PATIENCE, () -> guest.hasHeard("cooldown") || guest.hasHeard("waiting"));
    guest.close();
    return guest.hasHeard("cooldown");
  }

  /** Starts it again, ready, as the youngest of all. */
  void revive(Member member) {
    launchAgain(member);
    member.awaitReady();
  }

  void launchAgain(Member member) {
    member.launch(seeds);
    members.remove(member);
    members.add(member);
  }

  /**
   * Those that may lead one after the other, so that it is known who leads; then all others at
   * once.
   */
  void start() {
    boolean led = false;
    for (var member : members) {
      member.launch(seeds);
      led |= member.mayLead();
      if (member.mayLead()) {
        member.awaitReady();
      } else if (!led) {
        member.awaitStarted(); // ready it is once somebody leads; the oldest it is to be
      }
    }
    members.forEach(Member::awaitReady);
  }

  /** Clients of any two of these meet at the first attempt. */
  void expectEachMeetsEachOther(List<Member> these) {
    for (int i = 0; i < these.size(); i++) {
      for (int j = i + 1; j < these.size(); j++) {
        var pair = pairAt(these.get(i), these.get(j));
        pair.expectSignalsBothWays();
        assertThat(pair.ada().matches()).as("matches until they met").hasSize(1);
        assertThat(pair.bob().matches()).as("matches until they met").hasSize(1);
        dismissGuests();
      }
    }
  }

  void killAtOnce(List<Member> these) {
    these.parallelStream().forEach(Member::kill);
  }

  String seeds() {
    return seeds;
  }

  /** Ends all processes. */
  void end() {
    members.forEach(Member::kill);
  }

  void dismissGuests() {
    guests.forEach(Guest::close);
    guests.clear();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      members.forEach(member -> System.out.println(member.log()));
    }
    dismissGuests();
    all().stream().filter(member -> !member.alive()).forEach(this::revive);
    members.forEach(Member::awaitReady);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    end();
    members.forEach(Members::expectNobodyIn);
  }

  /** Whatever befell it, no line tells of a client. */
  private static void expectNobodyIn(Member member) {
    var log = member.log();
    assertThat(log).as("its log").contains("ready");
    assertThat(Homes.addresses()).as("addresses to look for").isNotEmpty();
    assertThat(Heard.tokens().stream().filter(log::contains)).as("tokens in the log").isEmpty();
    assertThat(Homes.addresses().stream().filter(log::contains)).as("clients' addresses").isEmpty();
  }
}
