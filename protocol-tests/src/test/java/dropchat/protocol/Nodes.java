package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each class its node. After each class it reads all that the node has printed: no stack trace, and nothing of any
 * client.
 */
final class Nodes
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Nodes.class);

  static Node of(ExtensionContext context) {
    var options = context.getRequiredTestClass().getAnnotation(AgainstNode.class).value();
    var store = (options.length == 0 ? context.getRoot() : context).getStore(NAMESPACE);
    // by its options: a store answers with what its parents' hold, and the root's holds the shared one
    return store.getOrComputeIfAbsent(List.of(options), by -> Node.start(options), Node.class);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    of(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    of(context).dismiss();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    var node = of(context);
    assertThat(node.process().isAlive()).as("the server lives").isTrue();
    Discretion.holds(node.news());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Node.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return of(context);
  }
}
