"""What `fanout.py` and `fanout_whole.py` found, as a table, a picture, and a verdict.

python -m benchmarks.fanout_report var/fanout.jsonl --table docs/performance.md --chart docs/fanout.svg --bars
"""

import argparse
import sys
from pathlib import Path

import msgspec

from benchmarks import fanout_table
from benchmarks.fanout_bars import verdicts
from benchmarks.fanout_chart import chart
from benchmarks.fanout_results import medians, read


def main() -> None:
    """Write what is asked for, print the table and a line of JSON; exit 1 where (--bars) a bar is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path)
    parser.add_argument("--table", type=Path, help="a page with the marks the table goes between")
    parser.add_argument("--chart", type=Path, help="where to draw the figures, as SVG")
    parser.add_argument("--bars", action="store_true", help="fail where a bar is not met")
    chosen = parser.parse_args()
    found = read(chosen.results)
    judged = verdicts(found)
    table = fanout_table.text(found, judged)
    print(table, file=sys.stderr)
    if chosen.table:
        fanout_table.put(chosen.table, table)
    if chosen.chart:
        chosen.chart.write_text(chart(found), "utf-8")
    short = [each.words for each in judged if not each.met]
    sides = list(medians(found).values())
    missing = sum(each.missing for each in sides if each.side.startswith("product"))
    line = {"test": "fanout", "violations": missing, "not_met": short, "sides": sides}
    print(msgspec.json.encode(line).decode())
    sys.exit(bool(missing or (chosen.bars and short)))


if __name__ == "__main__":
    main()
