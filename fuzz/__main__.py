"""Fuzzes texts, then files, for so many seconds each; what is found lies in var/fuzz.

python -m fuzz [SECONDS]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fuzz import seeding

_PROJECT = Path(__file__).resolve().parents[1]
_FOLDER = _PROJECT / "var" / "fuzz"
_WORDS = Path(__file__).parent / "resolution.dict"
#: An input that takes longer is a finding, and so is one that needs more memory.
_LIMITS = ("-timeout=10", "-rss_limit_mb=2048", "-max_len=6000")


def main(seconds: int) -> int:
    """Run both harnesses; the first exit code that is not 0."""
    targets = {"texts": seeding.write_texts, "documents": seeding.write_documents}
    for target, write in targets.items():
        corpus = _FOLDER / target
        write(corpus)
        finished = subprocess.run(  # noqa: S603  the arguments are the lines above
            [
                sys.executable,
                "-m",
                f"fuzz.{target}",
                str(corpus),
                f"-dict={_WORDS}",
                f"-artifact_prefix={_FOLDER / target}-",
                f"-max_total_time={seconds}",
                "-print_final_stats=1",
                *_LIMITS,
            ],
            cwd=_PROJECT,
            check=False,
        )
        if finished.returncode:
            return finished.returncode
    return 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
