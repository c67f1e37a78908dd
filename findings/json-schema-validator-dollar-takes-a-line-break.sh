#!/usr/bin/env bash
# networknt json-schema-validator 1.5.9 (Java): patterns of JSON Schema are regular expressions of ECMA-262, where $ without
# the flag m is the end of the text alone. The validator, as it comes, takes $ as Java does, where it also stands before a
# final line break, so "abc\n" is valid against "^[a-z]+$". A text that such a pattern was to keep clean, an id or the name
# of a file, may end with a line break. "^[a-z]+(?!\n)$" refuses it.
# Seen: "abc" and "abc\n" are valid and "ab c" is not; with (?!\n) "abc" alone is. JavaScript, where node is there to ask,
# says that "abc\n" does not match.
# Ends with 0 while that is so. Needs Maven and a JDK 17 or later.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.networknt</groupId>
      <artifactId>json-schema-validator</artifactId>
      <version>1.5.9</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" >"$work/log"
cat >"$work/Finding.java" <<'JAVA'
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;

class Finding {
  public static void main(String[] args) {
    JsonSchema plain = schema("^[a-z]+$");
    JsonSchema guarded = schema("^[a-z]+(?!\\\\n)$");
    int[] seen = {
      problems(plain, "abc"), problems(plain, "abc\\n"), problems(plain, "ab c"),
      problems(guarded, "abc"), problems(guarded, "abc\\n")
    };
    System.out.println(java.util.Arrays.toString(seen));
    System.exit(java.util.Arrays.equals(seen, new int[] {0, 0, 1, 0, 1}) ? 0 : 1);
  }

  private static JsonSchema schema(String pattern) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema("{\"type\": \"string\", \"pattern\": \"" + pattern + "\"}");
  }

  private static int problems(JsonSchema schema, String text) {
    return schema.validate("\"" + text + "\"", InputFormat.JSON).size();
  }
}
JAVA
java -cp "$work/lib/*" "$work/Finding.java" 2>"$work/log"
if command -v node >"$work/log"; then
  node -e 'process.exit(/^[a-z]+$/.test("abc\n") || !/^[a-z]+$/.test("abc") ? 1 : 0)'
fi
