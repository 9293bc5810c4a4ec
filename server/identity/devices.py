"""A device in two words, out of what its browser says of itself: for a person who looks for the one they do not know."""

BROWSERS = (  # each says the names of those it descends from too, so the youngest is asked for first
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def words(agent: str) -> str:
    """`Firefox · Windows`, or the one of the two that is known; nothing where neither is."""
    found = (
        next((name for sign, name in names if sign in agent), "") for names in (BROWSERS, SYSTEMS)
    )
    return " · ".join(filter(None, found))
