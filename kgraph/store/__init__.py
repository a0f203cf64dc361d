"""Records on disk: one SQLite file that holds documents, parses, mentions, claims, and who is who.

`open_store` opens it; `Store` reads and adds; `store.verification` reads every stored span again.
"""

from __future__ import annotations

from kgraph.store.opening import open_store
from kgraph.store.records import Store
from kgraph.store.schema import SCHEMA_VERSION

__all__ = ["SCHEMA_VERSION", "Store", "open_store"]
