"""What the public reads of moderation: the record and the statistics, as pages without script and as CSV.

Anybody may read them. What they may be told is said in `moderation.record` and `moderation.statistics`.
"""

from datetime import datetime
from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from moderation import record
from rooms.digests import ZONE
from rooms.people import Language, Who
from rooms.store import Store
from server.config import Settings
from server.counting import Counting
from server.scriptless import Asked, document, send, send_file, view_of
from web.documents import record as record_page
from web.documents import spreadsheet
from web.documents import statistics as statistics_page

After = Annotated[int | None, QueryParameter(ge=1, le=2**62)]
Year = Annotated[int | None, QueryParameter(ge=2000, le=2100)]


@document(record_page.PATH, right="portal.see")
async def acts(
    request: Asked,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    chosen: NamedDependency[Settings],
    after: After = None,
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """A page of the record."""
    async with store.looking() as tx:
        told = await record.page(tx, after, by_name=chosen.moderators_by_name)
    view = view_of(request, lang, reader)
    return await send(request, lambda: record_page.record(view, told, after))


@get(f"{record_page.PATH}.csv", right="portal.see", media_type="text/csv")
async def acts_file(
    request: Asked,
    store: NamedDependency[Store],
    chosen: NamedDependency[Settings],
    year: Year = None,
    after: After = None,
) -> Response[bytes]:
    """The acts of a year, this one where none is named; the header Link names the rest where they are too many at once."""
    of = year or datetime.now(ZONE).year
    async with store.looking() as tx:
        told = await record.year(tx, of, after, by_name=chosen.moderators_by_name)
    rest = f"{record_page.PATH}.csv?year={of}&after={told.acts[-1].id}" if told.more else None
    name = f"moderation-record-{of}.csv"
    return await send_file(request, name, lambda: spreadsheet.acts(told.acts), rest)


@document(statistics_page.PATH, right="portal.see")
async def numbers(
    request: Asked,
    reader: NamedDependency[Who | None],
    counting: NamedDependency[Counting],
    year: Year = None,
    lang: FromQuery[Language | None] = None,
) -> Response[bytes]:
    """The statistics of a year, of the last twelve months where none is named."""
    told = await counting.of(year)
    view = view_of(request, lang, reader)
    return await send(request, lambda: statistics_page.statistics(view, told, year))


@get(f"{statistics_page.PATH}.csv", right="portal.see", media_type="text/csv")
async def numbers_file(
    request: Asked, counting: NamedDependency[Counting], year: Year = None
) -> Response[bytes]:
    """The same numbers, with those of each reason in each month."""
    told = await counting.of(year)
    name = f"moderation-statistics{f'-{year}' if year else ''}.csv"
    return await send_file(request, name, lambda: spreadsheet.numbers(told))
