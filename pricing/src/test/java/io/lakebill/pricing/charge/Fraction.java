package io.lakebill.pricing.charge;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact rational number, for a second opinion that shares no decimal arithmetic. */
record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {

  static final Fraction ZERO = of(0);

  static Fraction of(long whole) {
    return new Fraction(BigInteger.valueOf(whole), BigInteger.ONE);
  }

  static Fraction of(BigDecimal decimal) {
    BigInteger digits = decimal.unscaledValue();
    return decimal.scale() >= 0
        ? new Fraction(digits, BigInteger.TEN.pow(decimal.scale()))
        : new Fraction(digits.multiply(BigInteger.TEN.pow(-decimal.scale())), BigInteger.ONE);
  }

  Fraction plus(Fraction other) {
    return denominator.equals(other.denominator)
        ? new Fraction(numerator.add(other.numerator), denominator)
        : new Fraction(
            numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
            denominator.multiply(other.denominator));
  }

  Fraction minus(Fraction other) {
    return plus(other.times(of(-1)));
  }

  Fraction times(Fraction other) {
    return new Fraction(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** Only by positive numbers. */
  Fraction over(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  int sign() {
    return numerator.signum();
  }

  Fraction size() {
    return new Fraction(numerator.abs(), denominator);
  }

  Fraction least(Fraction other) {
    return compareTo(other) <= 0 ? this : other;
  }

  Fraction most(Fraction other) {
    return compareTo(other) >= 0 ? this : other;
  }

  Fraction floor() {
    return new Fraction(numerator.subtract(numerator.mod(denominator)).divide(denominator), ONE);
  }

  Fraction ceiling() {
    return of(0).minus(of(0).minus(this).floor());
  }

  /** To so many decimals, half away from zero. */
  Fraction nearest(int decimals) {
    Fraction shift = new Fraction(BigInteger.TEN.pow(decimals), ONE);
    Fraction doubled = size().times(shift).times(of(2)).plus(of(1));
    Fraction whole = doubled.over(of(2)).floor();
    return whole.over(shift).times(of(sign()));
  }

  @Override
  public int compareTo(Fraction other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  private static final BigInteger ONE = BigInteger.ONE;
}
