"""What the DAGs of Lakebill are made of: settings, Spark's REST server, run records, operators, triggers."""
