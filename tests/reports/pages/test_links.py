import pandas as pd

from analysis.reports.pages.links import link_matrix


def test_a_cell_leads_to_the_papers_of_its_row_and_its_column():
    table = pd.DataFrame({"MRI": [1]}, index=["ViT"])
    assert (
        link_matrix(table, row="method", column="modality")
        .loc["ViT", "MRI"]
        .startswith("#papers?method=ViT&modality=MRI")
    )


def test_where_rows_and_columns_are_of_one_kind_a_cell_leads_to_papers_of_both():
    table = pd.DataFrame({"UNI": [2, 1], "CONCH": [1, 3]}, index=["UNI", "CONCH"])
    address = link_matrix(table, row="method", column="method").loc["UNI", "CONCH"]
    assert address.count("method=") == 2
    assert "method=UNI" in address
    assert "method=CONCH" in address
