"""Measure: ``python -m benchmarks [--part peers] [--documents 50]``; see ``--help``."""

from __future__ import annotations

import argparse
import platform

from . import big_trust, peers, processes, sample, series
from .trust import WORDS


def main() -> None:
    """Measure the parts that the command line asks for, and print a table of each."""
    parts = {
        "sample": "one school of the sample workspace, policy by policy",
        "peers": "against docxtpl, python-docx, pandoc and the floor, in one interleaved run",
        "processes": "whole processes, against docxtpl",
        "trust": "a whole trust: everything, nothing changed, one profile changed",
        "series": "one policy for ever more schools",
    }
    told = "\n".join(f"  {name:<10} {what}" for name, what in parts.items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=f"Measure what building costs on this machine.\n\nparts:\n{told}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--part", action="append", choices=parts, help="repeatable; default: all")
    parser.add_argument("--documents", type=int, default=200, help="of peers and processes")
    parser.add_argument("--schools", type=int, default=50, help="of trust")
    parser.add_argument("--policies", type=int, default=60, help="of trust")
    parser.add_argument("--series", type=_sizes, default=series.SIZES, help="such as 10,100,1000")
    parser.add_argument("--words", type=int, default=WORDS, help="of a policy, about")
    asked = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    for part in asked.part or parts:
        print(f"\n== {parts[part]} ==\n", flush=True)
        match part:
            case "sample":
                sample.main()
            case "peers":
                peers.main(asked.documents, asked.words)
            case "processes":
                processes.main(asked.documents, asked.words)
            case "trust":
                big_trust.main(asked.schools, asked.policies, asked.words)
            case "series":
                series.main(asked.series, asked.words)


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


if __name__ == "__main__":
    main()
