package io.lakebill.schemas.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Collects what is wrong in documents, so that a person sees all of it at once. */
public final class Problems {

  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::path);

  private final Set<Problem> found;
  private final List<Element> places;
  private final Function<Element, String> note;

  /** Without any so far. */
  public Problems() {
    this(new LinkedHashSet<>(), new ArrayList<>(), element -> "");
  }

  private Problems(Set<Problem> found, List<Element> places, Function<Element, String> note) {
    this.found = found;
    this.places = places;
    this.note = note;
  }

  /**
   * The same list for who reads a value together with others that it refers to: what is wrong with
   * those is noted at their place, and the note says who uses them.
   */
  public Problems notedOutside(Element value, String aside) {
    return new Problems(found, places, element -> value.contains(element) ? "" : aside);
  }

  /** Notes a problem with a value. */
  public void add(Element element, String message) {
    found.add(element.problem(message + note.apply(element)));
    places.add(element);
  }

  /** Notes a problem that is not at a value of a document. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Whether a problem is known with the value or anything inside it. */
  public boolean within(Element element) {
    return places.stream().anyMatch(element::contains);
  }

  /**
   * Makes an object from a value that has no problem so far. What the object's constructor refuses
   * or misses becomes a problem of the value, and there is no object.
   */
  public <T> Optional<T> map(Element element, Function<Element, T> constructor) {
    if (within(element)) {
      return Optional.empty();
    }
    try {
      return Optional.of(constructor.apply(element));
    } catch (IllegalArgumentException e) {
      add(element, e.getMessage());
      return Optional.empty();
    } catch (NoSuchElementException e) {
      // What is wrong elsewhere can keep a value from being held against its shape.
      add(element, "a field that it needs is missing");
      return Optional.empty();
    }
  }

  /** All problems, by file and line. */
  public List<Problem> sorted() {
    return found.stream().sorted(BY_PLACE).toList();
  }

  /** Ends the reading when anything is wrong. */
  public void refuse() {
    if (!found.isEmpty()) {
      throw new InvalidDocuments(sorted());
    }
  }
}
