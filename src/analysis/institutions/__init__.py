"""Where papers come from: institutions and countries of addresses."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "countries": ["find_country"],
        "english": ["country_names", "name_countries"],
        "place": ["place_mentions"],
    },
)
