"""One reader for each import format, all with one face: a file in, records and rejects out."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "bylines": ["read_author"],
        "columns": ["Columns"],
        "read": ["iter_records", "read_records"],
        "record": ["Author", "Records", "gather"],
        "values": ["find_doi"],
    },
)
