package io.lakebill.jobs.meter.tally;

import io.lakebill.jobs.meter.tally.Tally.Part;
import io.lakebill.jobs.meter.tally.TallyPlan.Grain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;

/** The share of one task: goes through its events, then gives the groups that they fell into. */
final class TallyTask implements Iterator<InternalRow> {

  /** So many groups and values are kept at a time. */
  private static final int MOST_KEPT = 1_000_000;

  private final TallyPlan plan;
  private final Iterator<Part> parts;
  private final Function<Reading, Router> routers;
  private final Names names;
  private Payer[] payers = new Payer[0];
  private final Key key = new Key();
  private final BitSet counting = new BitSet();
  private final WideNumber scratch = new WideNumber();
  private Reading reading;
  private Iterator<InternalRow> rows = Collections.emptyIterator();
  private Event event;
  private Router router;
  private List<Question> questions;
  private Iterator<InternalRow> done = Collections.emptyIterator();

  TallyTask(TallyPlan plan, Iterator<Part> parts, Function<Reading, Router> routers) {
    this.plan = plan;
    this.parts = parts;
    this.routers = routers;
    this.names = new Names(plan);
  }

  @Override
  public boolean hasNext() {
    if (!done.hasNext() && hasEvents()) {
      payers = new Payer[0];
      int kept = 0;
      while (kept < MOST_KEPT && hasEvents()) {
        kept += look(rows.next());
      }
      done =
          Arrays.stream(payers)
              .filter(Objects::nonNull)
              .flatMap(payer -> payer.groups().stream())
              .map(Group::row)
              .iterator();
    }
    return done.hasNext();
  }

  @Override
  public InternalRow next() {
    return done.next();
  }

  private boolean hasEvents() {
    while (!rows.hasNext() && parts.hasNext()) {
      Part part = parts.next();
      rows = part.rows();
      reading = part.reading();
      event = new Event(reading.layout());
      router = routers.apply(reading);
      questions = new ArrayList<>();
    }
    return rows.hasNext();
  }

  /** Returns how many groups and values are kept now that were not before. */
  private int look(InternalRow row) {
    event.at(row);
    if (event.landing() > plan.lastLanding()) {
      return 0;
    }
    Names.Name name = names.of(event.name());
    Question question = question(name);
    event.ask(question);
    int kept = 0;
    boolean isPaid = false;
    List<Stretch> stretches = router.stretches(row);
    for (int i = 0; i < stretches.size(); i++) {
      if (stretches.get(i).covers(event.time(), event.landing())) {
        isPaid = true;
        kept += count(stretches.get(i), name, question);
      }
    }
    return isPaid || plan.grain() == Grain.DAY ? kept : count(Stretch.NOBODYS, name, question);
  }

  private int count(Stretch stretch, Names.Name name, Question question) {
    counting.clear();
    boolean isCounted = false;
    List<TallyPlan.Counted> meters = name.wanted().meters();
    for (int i = 0; i < meters.size(); i++) {
      int number = meters.get(i).number();
      boolean counts = stretch.counts(number);
      boolean isTold = stretch.isTold(number);
      if ((counts || isTold) && question.holds(i, event.row())) {
        isCounted |= isTold;
        counting.set(i, counts);
      }
    }
    Payer payer = payer(stretch);
    key.set(
        period(stretch),
        name.number(),
        flags(stretch, name) | (isCounted ? Key.COUNTED : 0),
        question.dimensionValues(event.row(), stretch));
    Group group = payer.group(key);
    if (group != null) {
      return group.add(event, counting, scratch);
    }
    Key own = key.copy();
    group = new Group(payer, own, stretch.plan(), name.text(), name.wanted());
    payer.add(group);
    return 1 + group.add(event, counting, scratch);
  }

  private Payer payer(Stretch stretch) {
    int number = stretch.payer();
    if (number >= payers.length) {
      payers = Arrays.copyOf(payers, Math.max(number + 1, 2 * payers.length));
    }
    if (payers[number] == null) {
      payers[number] = new Payer(stretch);
    }
    return payers[number];
  }

  private int period(Stretch stretch) {
    return plan.grain() == Grain.DAY ? stretch.day(event.time()) : stretch.period();
  }

  private int flags(Stretch stretch, Names.Name name) {
    int flags = stretch.isShared() ? Key.SHARED : 0;
    if (stretch.isOfThen()) {
      flags |= stretch.wasPriced(name.text()) ? Key.PRICED_THEN : Key.UNPRICED_THEN;
    }
    if (plan.grain() == Grain.PERIOD) {
      flags |= stretch.isBilled(event.landing()) ? Key.BILLED : 0;
      flags |= stretch.isLate(event.landing()) ? Key.LATE : 0;
    }
    return flags;
  }

  private Question question(Names.Name name) {
    while (questions.size() <= name.number()) {
      questions.add(null);
    }
    Question known = questions.get(name.number());
    if (known == null) {
      Reading.OfName asked = reading.byName().get(name.text().toString());
      known = asked == null ? Question.NONE : new Question(asked);
      questions.set(name.number(), known);
    }
    return known;
  }
}
