#!/usr/bin/env python3
"""Executes the notebooks against an extract, and checks that they are committed without outputs.

    python notebooks/execute.py EXTRACT_DIR    exits 1 with the cell's error if a cell fails
    python notebooks/execute.py --check        only looks for outputs
    python notebooks/execute.py --strip        removes outputs, to commit

A notebook finds its extract through the environment variable LAKEBILL_EXTRACT.
"""

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat

HERE = Path(__file__).resolve().parent
CELL_TIMEOUT_SECONDS = 300
COLOURS = re.compile("\x1b\\[[0-9;]*m")


def leftovers(notebook):
    """What of a notebook came from executing it, in words; empty when it is stripped."""
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code":
            if cell.outputs:
                yield f"cell {number} has outputs"
            if cell.execution_count is not None:
                yield f"cell {number} has an execution count"
            if cell.metadata:
                yield f"cell {number} has metadata: {', '.join(cell.metadata)}"


def strip(path, notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
            cell.metadata = {}
    nbformat.write(notebook, path)


def execute(path, notebook, extract):
    """Runs all cells in a kernel of this Python; the notebook on disk stays as it is."""
    with tempfile.TemporaryDirectory(prefix="lakebill-notebook-") as scratch:
        # Set before the import, because Jupyter looks them up there.
        os.environ.update(
            LAKEBILL_EXTRACT=str(extract),
            IPYTHONDIR=scratch,
            JUPYTER_RUNTIME_DIR=scratch,
            JUPYTER_CONFIG_DIR=scratch,
        )
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError
        from traitlets.config import Config

        # A socket in the scratch directory: no port that others on the machine could reach.
        transport = "tcp" if os.name == "nt" else "ipc"
        client = NotebookClient(
            notebook,
            timeout=CELL_TIMEOUT_SECONDS,
            kernel_name="python3",
            config=Config(KernelManager={"transport": transport, "ip": str(Path(scratch, "kernel"))}),
            resources={"metadata": {"path": str(HERE)}},
        )
        try:
            client.execute()
        except CellExecutionError as error:
            return f"{path.name}: {COLOURS.sub('', str(error)).rstrip()}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("extract", nargs="?", type=Path, help="what `lakebill extract` wrote")
    what.add_argument("--check", action="store_true", help="only look for outputs")
    what.add_argument("--strip", action="store_true", help="remove outputs")
    arguments = parser.parse_args()
    if arguments.extract and not arguments.extract.is_dir():
        parser.error(f"there is no directory {arguments.extract}; `lakebill extract` makes one")

    failures = []
    for path in sorted(HERE.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        if arguments.strip:
            strip(path, notebook)
            continue
        failures += [f"{path.name}: {left}; `--strip` removes it" for left in leftovers(notebook)]
        if arguments.extract:
            failure = execute(path, notebook, arguments.extract.resolve())
            if failure:
                failures.append(failure)
            else:
                cells = sum(cell.cell_type == "code" for cell in notebook.cells)
                print(f"{path.name}: {cells} cells executed")
    print("\n".join(failures), file=sys.stderr, end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
