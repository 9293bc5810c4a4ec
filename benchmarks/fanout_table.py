"""The findings of the fan-out as Markdown, put into a page between two marks."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.fanout_bars import Verdict
from benchmarks.fanout_results import Asked, Finding, Measured, Posted, medians, typical

BEGIN, END = "<!-- fanout: python -m benchmarks.fanout_report -->", "<!-- end of fanout -->"
NOTHING = "–"
COLUMNS = [
    "one in flight: deliveries/s", "p50, p99 ms", "CPU s/million",
    "eight in flight: deliveries/s", "p50, p99 ms", "CPU s/million",
    "KiB a connection", "CPU µs to accept one",
]  # fmt: skip


def put(page: Path, text: str) -> None:
    """Replace what stands between the marks. Raises ValueError where the page has none."""
    before, begun, rest = page.read_text("utf-8").partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise ValueError(f"{page} has no {BEGIN} … {END}")
    page.write_text(f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}", "utf-8")


def text(found: Sequence[Finding], verdicts: Sequence[Verdict]) -> str:
    """Everything that was found."""
    middle = medians(found)
    parts = [
        _sockets(sockets, [each for (n, _), each in middle.items() if n == sockets])
        for sockets in sorted({sockets for sockets, _ in middle})
    ]
    parts += [_asked(each) for each in typical(found, Asked)]
    parts += _posted(typical(found, Posted))
    parts.append(_bars(verdicts))
    return "\n\n".join(parts)


def _sockets(sockets: int, sides: Sequence[Measured]) -> str:
    paced = next((each.sections["paced"] for each in sides if "paced" in each.sections), None)
    every = paced["deliveries_per_s"] / sockets if paced else 0
    lines = [
        f"**{sockets:,} sockets**",
        "",
        f"| | {' | '.join([*COLUMNS[:6], f'{every:.0f} a second: p50, p99 ms', *COLUMNS[6:]])} |",
        "|" + " --- |" * 10,
    ]
    for each in sides:
        if each.absent:
            cells = [f"not measured: {each.absent}", *[""] * 8]
        else:
            cells = [
                *_rate(each, "1"), *_rate(each, "8"), _times(each, "paced"),
                f"{each.bytes_per_connection / 1024:.1f}", f"{each.accept_cpu_s * 1e6:.0f}",
            ]  # fmt: skip
        lines.append(f"| {each.title} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _rate(side: Measured, section: str) -> list[str]:
    figures = side.sections.get(section)
    if figures is None:
        return [NOTHING] * 3
    rate = f"{figures['deliveries_per_s']:,.0f}"
    return [rate, _times(side, section), f"{figures['cpu_s_per_million']:.2f}"]


def _times(side: Measured, section: str) -> str:
    figures = side.sections.get(section)
    if figures is None:
        return NOTHING
    lost = f" ({figures['missing']:,.0f} never came)" if figures["missing"] else ""
    return f"{figures['p50_ms']:.1f}, {figures['p99_ms']:.1f}{lost}"


def _asked(asked: Asked) -> str:
    return (
        f"A GET of `/livez`, while {asked.deliveries_per_s:,.0f} deliveries a second went to {asked.sockets:,} sockets: "
        f"p50 {asked.p50_ms:.1f} ms, p99 {asked.p99_ms:.1f} ms of {asked.requests:,}."
    )


def _posted(posted: Sequence[Posted]) -> list[str]:
    if not posted:
        return []
    lines = [
        "| from a POST to the last socket | sockets | posts | p50, p99 ms | to its answer, p50 ms | never came |",
        "|" + " --- |" * 6,
    ]
    for each in posted:
        bus = "with Redis" if each.redis else "without Redis"
        lines.append(
            f"| {bus} | {each.sockets:,} | {each.posts} | {each.p50_ms:.1f}, {each.p99_ms:.1f} "
            f"| {each.answer_p50_ms:.1f} | {each.missing} |"
        )
    return ["\n".join(lines)]


def _bars(verdicts: Sequence[Verdict]) -> str:
    lines = ["| bar | | found | |", "|" + " --- |" * 4]
    for each in verdicts:
        wanted = f"{'≤' if each.at_most else '≥'} {each.bar:g}"
        value = "not measured" if each.found is None else f"{each.found:.2f}"
        lines.append(f"| {each.words} | {wanted} | {value} | {'met' if each.met else 'not met'} |")
    return "\n".join(lines)
