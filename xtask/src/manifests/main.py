"""What `cargo xtask manifests` checks: `main.py BINARY TARGET`, started at the root of the repository.

BINARY is the suite's program, TARGET the folder that is built into. Every check runs; the first line of each failure is told.
"""

import sys
import traceback
from pathlib import Path

import action
import examples
import schemas

binary, target = Path(sys.argv[1]), Path(sys.argv[2])
failed = 0
for name, check in [*schemas.checks(target), *action.checks(binary), *examples.checks(binary)]:
    try:
        skipped = check() == "skipped"
    except Exception as error:  # noqa: BLE001 - whatever it is, the other checks run
        failed += 1
        what = error if isinstance(error, AssertionError) else traceback.format_exc()
        print(f"FAILED {name}: {what}", flush=True)
    else:
        print(f"{'skipped' if skipped else 'passed'} {name}", flush=True)
sys.exit(f"{failed} checks of manifests failed" if failed else 0)
