"""Which pages there are, how they lead to one another, and what each says of where it comes from."""

from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from analysis.reports.site.papers import Listed
from analysis.reports.site.provenance import Provenance

# The reports in the order in which they are read; fields come behind the overview.
REPORTS = (
    ("overview", "Overview"),
    ("library", "Library"),
    ("digest", "Digest"),
    ("topics", "Topics"),
    ("methods", "Methods"),
    ("keywords", "Keywords"),
    ("authors", "Authors"),
    ("institutions", "Institutions"),
    ("citations", "Citations"),
    ("venues", "Venues"),
    ("corpus", "Corpus"),
)


class Page(NamedTuple):
    """A page below ``reports/`` and what links to it say."""

    name: str
    label: str


class Site(NamedTuple):
    """What all pages share: the fields and pages of one's own, where everything comes from, and the papers to list."""

    fields: tuple[Page, ...]
    own: tuple[Page, ...]
    origin: Provenance
    listed: Listed

    def reports(self) -> list[Page]:
        """The pages on the whole corpus."""
        return [Page(*report) for report in REPORTS]

    def around(self, name: str) -> tuple[Page | None, Page | None]:
        """The pages before and after one, as they are read."""
        reports = self.reports()
        order = [Page("index", "All reports"), reports[0], *self.fields, *reports[1:], *self.own]
        order.append(Page("about", "How this was made"))
        names = [page.name for page in order]
        if name not in names:
            return None, None
        at = names.index(name)
        return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)

    def source_line(self) -> str:
        """What stands below each figure and table."""
        return str(Markup('<p class="source">Source: {}</p>').format(self.origin.told()))


def empty_site(*, corpus: str = "demo") -> Site:
    """A site of no pages and no papers, for pages that are made alone.

    Examples
    --------
    >>> empty_site().around("topics")[0].name
    'digest'
    """
    origin = Provenance(corpus, 0, "", "", "", "", (), {})
    return Site((), (), origin, Listed(pd.DataFrame(), {}))
