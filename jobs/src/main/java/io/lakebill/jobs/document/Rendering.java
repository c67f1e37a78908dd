package io.lakebill.jobs.document;

import java.util.List;

/** What became of a document in a format. */
public sealed interface Rendering {

  /** A file, and what its reader does not see as it was meant, if anything. */
  final class Done implements Rendering {

    private final byte[] content;
    private final List<String> remarks;

    /** A file that shows all there is. */
    public Done(byte[] content) {
      this(content, List.of());
    }

    /** A file of which something is to be said. */
    public Done(byte[] content, List<String> remarks) {
      this.content = content;
      this.remarks = List.copyOf(remarks);
    }

    /** The bytes of the file; not to be changed. */
    public byte[] content() {
      return content;
    }

    /** What is to be said of it. */
    public List<String> remarks() {
      return remarks;
    }
  }

  /** The format cannot say what the document says; every reason why, as a sentence part. */
  record Refused(List<String> reasons) implements Rendering {

    public Refused {
      reasons = List.copyOf(reasons);
    }
  }
}
