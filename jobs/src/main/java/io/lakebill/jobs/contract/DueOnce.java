package io.lakebill.jobs.contract;

import io.lakebill.pricing.contract.TimeLeft;
import io.lakebill.schemas.account.PlanHistory;
import io.lakebill.schemas.catalog.OneTimeCharge;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one-time charges that a subscription's plans bill with their first periods, as far as these
 * are open. A charge is billed once, by the first plan that has it: what another plan is about to
 * bill is on no invoice yet that could say so.
 *
 * @param open what is left to bill, with the positions of stretches of the history as schedules
 */
record DueOnce(PlanHistory plans, List<TimeLeft.Open> open) {

  /** The ids of those that stretches before this one bill. */
  List<String> before(int stretch) {
    return open.stream()
        .filter(one -> one.schedule() < stretch)
        .flatMap(this::with)
        .distinct()
        .toList();
  }

  private Stream<String> with(TimeLeft.Open one) {
    PlanHistory.Stretch stretch = plans.stretches().get(one.schedule());
    return stretch
        .planIn(one.period())
        .terms()
        .values()
        .flatMap(terms -> terms.charges().stream())
        .filter(OneTimeCharge.class::isInstance)
        .map(OneTimeCharge.class::cast)
        .filter(
            once ->
                switch (once.timing()) {
                  case ADVANCE -> one.isOpenAhead();
                  case ARREARS -> one.isOpen();
                })
        .filter(once -> once.isDueWith(one.period(), stretch.schedule()))
        .map(OneTimeCharge::id);
  }
}
