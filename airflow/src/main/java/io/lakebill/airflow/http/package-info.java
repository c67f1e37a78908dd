/** JSON over HTTP with deadlines, and what can go wrong with it. */
package io.lakebill.airflow.http;
