package exoscope.gui.handout;

import java.util.stream.Stream;
import org.commonmark.node.Node;

/** The children of a Markdown node as a stream. */
final class Blocks {
    private Blocks() {}

    static Stream<Node> childrenOf(Node parent) {
        return Stream.iterate(parent.getFirstChild(), child -> child != null, Node::getNext);
    }
}
