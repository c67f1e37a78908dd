/**
 * Pricing models: how a quantity becomes exact money, one record per model, and what they are made
 * of.
 */
package io.lakebill.pricing.model;
