"""Date words -> an interval of known precision.

A date is an ISO prefix ("2025", "2025-10", "2025-10-29"): its length is its precision, and nothing is invented, so
"late October 2025" is the month. Words that lean on the day of writing ("on Wednesday", "last year") are resolved
against the day of publication and stay open without one. `find` tells where in a sentence date words stand; it would
rather miss one than take "may march" for two months.
"""

from kgraph.dates.calendar import is_prefix
from kgraph.dates.finding import find
from kgraph.dates.resolving import resolve, written_date

__all__ = ["find", "is_prefix", "resolve", "written_date"]
