"""What the report of institutions and countries says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "summary": [
            "count_places",
            "country_rows",
            "describe_places",
            "institution_rows",
            "institutions_finding",
            "institutions_together",
            "countries_together",
        ],
    },
)
