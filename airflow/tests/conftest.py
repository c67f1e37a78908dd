"""Settings and a home for Airflow that the tests do not share with anybody."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HOME = tempfile.mkdtemp(prefix="lakebill-airflow-tests-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

# Airflow reads these when it is imported first.
os.environ["AIRFLOW_HOME"] = HOME
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
os.environ["AIRFLOW__CORE__PLUGINS_FOLDER"] = str(Path(__file__).parents[1] / "plugins")
os.environ["AIRFLOW__CORE__UNIT_TEST_MODE"] = "True"
os.environ["LAKEBILL_AIRFLOW_SETTINGS"] = str(Path(__file__).with_name("settings.yaml"))
