"""Rows of a CSV file with a header, each knowing its line, so that what is wrong with one can be found."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

LONGEST_FIELD = 1 << 20
MOST = 2**53  # larger numbers do not survive a browser
YEAR_3000_MS = 32_503_680_000_000


class BadExport(Exception):
    """The export cannot be read. Says the file, the line and what is wrong there."""


class Row:
    """One row: its fields by the names in the header."""

    def __init__(self, path: Path, line: int, fields: dict[str, str]) -> None:
        self._path = path
        self._line = line
        self._fields = fields

    def __getitem__(self, column: str) -> str:
        return self._fields[column]

    def has(self, column: str) -> bool:
        """Whether the file has this column and the row something in it."""
        return bool(self._fields.get(column))

    def bad(self, column: str, why: str) -> BadExport:
        """The error for a field of this row."""
        shown = self._fields[column]
        shown = shown if len(shown) <= 40 else shown[:40] + "…"  # noqa: PLR2004 - enough to find it by
        return BadExport(f"{self._path}:{self._line}: {column} {shown!r} {why}")

    def number(self, column: str, least: int = 0, most: int = MOST) -> int:
        """A whole number from `least` to `most`. Raises BadExport."""
        text = self._fields[column]
        try:
            number = int(text)
        except ValueError:
            raise self.bad(column, "is not a whole number") from None
        if not least <= number <= most:
            raise self.bad(column, f"is not between {least} and {most}")
        return number

    def time(self, column: str) -> int:
        """Milliseconds since 1970. Raises BadExport."""
        return self.number(column, most=YEAR_3000_MS)


def rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a file that must have these columns. Raises BadExport."""
    csv.field_size_limit(LONGEST_FIELD)
    line = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            missing = [column for column in columns if column not in header]
            if missing:
                raise BadExport(f"{path}:1: there is no column {', '.join(missing)}")
            line = 1
            for fields in reader:
                line = reader.line_num
                if not fields:
                    continue
                if len(fields) != len(header):
                    raise BadExport(f"{path}:{line}: {len(fields)} fields instead of {len(header)}")
                yield Row(path, line, dict(zip(header, fields, strict=True)))
    except OSError as error:
        raise BadExport(f"{path}: {error.strerror}") from error
    except (csv.Error, UnicodeError) as error:
        raise BadExport(f"{path}:{line + 1}: {error}") from error
