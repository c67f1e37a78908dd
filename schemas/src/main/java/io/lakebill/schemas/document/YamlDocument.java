package io.lakebill.schemas.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML, with the line of every value. Only the node tree is built, so a document cannot create Java
 * objects. A name that occurs twice in a mapping is refused.
 */
final class YamlDocument {

  private static final JsonNodeFactory NODES = new JsonNodeFactory(true);

  private final String file;
  private final Map<JsonPointer, Integer> lines = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final IdentityHashMap<Node, Boolean> open = new IdentityHashMap<>();

  private YamlDocument(String file) {
    this.file = file;
  }

  static Document parse(String file, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    try {
      Node root = compose(text, options);
      YamlDocument reading = new YamlDocument(file);
      JsonNode tree =
          root == null
              ? MissingNode.getInstance()
              : reading.value(root, JsonPointer.empty(), line(root));
      if (!reading.problems.isEmpty()) {
        throw new InvalidDocuments(reading.problems);
      }
      return new Document(file, tree, reading.lines);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new InvalidDocuments(
          List.of(new Problem(file, line, "", "not YAML: " + e.getProblem())));
    } catch (YAMLException e) {
      throw InvalidDocuments.of(file, "not YAML: " + e.getMessage());
    }
  }

  /** Of a malformed tag the library says so with the exception of a wrong call. */
  private static Node compose(String text, LoaderOptions options) {
    try {
      return new Yaml(options).compose(new StringReader(text));
    } catch (IllegalArgumentException e) {
      throw new YAMLException(e.getMessage(), e);
    }
  }

  private JsonNode value(Node node, JsonPointer pointer, int line) {
    lines.put(pointer, line);
    if (node instanceof ScalarNode scalar) {
      return YamlScalar.read(scalar);
    }
    if (open.put(node, true) != null) {
      problems.add(new Problem(file, line, "", "an alias stands inside the value it repeats"));
      return NODES.nullNode();
    }
    JsonNode value =
        node instanceof MappingNode mapping
            ? object(mapping, pointer)
            : array((SequenceNode) node, pointer);
    open.remove(node);
    return value;
  }

  private JsonNode object(MappingNode mapping, JsonPointer pointer) {
    ObjectNode object = NODES.objectNode();
    for (NodeTuple field : mapping.getValue()) {
      int line = line(field.getKeyNode());
      if (!(field.getKeyNode() instanceof ScalarNode key)) {
        problems.add(new Problem(file, line, "", "a field's name must be plain text"));
      } else if (object.has(key.getValue())) {
        problems.add(new Problem(file, line, "", "'" + key.getValue() + "' is given twice"));
      } else {
        object.set(
            key.getValue(),
            value(field.getValueNode(), pointer.appendProperty(key.getValue()), line));
      }
    }
    return object;
  }

  private JsonNode array(SequenceNode sequence, JsonPointer pointer) {
    ArrayNode array = NODES.arrayNode();
    for (Node entry : sequence.getValue()) {
      array.add(value(entry, pointer.appendIndex(array.size()), line(entry)));
    }
    return array;
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
