"""Files -> documents, and documents -> the blocks that they are made of.

`read` takes files, folders, globs and standard input, one reader a format, and yields a `Document` for each article or
an `Unread` with the reason. `blocks` says which stretch of a document's text is title, dateline, byline, caption,
footer or body. Nothing here opens a network connection.
"""

from kgraph.documents.article import Unread
from kgraph.documents.blocks import blocks
from kgraph.documents.reading import READERS, read
from kgraph.documents.sources import MAX_BYTES

__all__ = ["MAX_BYTES", "READERS", "Unread", "blocks", "read"]
