/**
 * The data of the demo: two months of a small company's usage, the same at every call, with
 * everything that goes wrong in real life in known numbers.
 */
package io.lakebill.jobs.demo;
