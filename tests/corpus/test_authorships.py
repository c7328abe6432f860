import pandas as pd

from analysis.corpus.authorships import build_authorships
from analysis.readers import Author


def test_what_another_byline_knows_goes_to_the_same_name_only():
    """Two people of one family name whose bylines are in two orders keep their own ORCIDs."""
    first = (Author("Anna Wang"), Author("Bo Wang"), Author("Cy Ode"))
    other = (
        Author("Bo Wang", orcid="0000-0002-1694-233X"), Author("Anna Wang"), Author("C. Ode", affiliation="MIT"),
    )  # fmt: skip
    records = pd.DataFrame({"paper_id": ["p", "p"], "authors": [first, other]})
    found = build_authorships(records).set_index("name")
    assert found.loc[["Anna Wang", "Bo Wang"], "orcid"].isna().all()
    assert found.loc["Cy Ode", "affiliation"] == "MIT"
