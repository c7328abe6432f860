"""Texts, names and identifiers: cleaned, compared, searched."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "acronyms": ["find_long_forms"],
        "cleaning": [
            "clean_abstract",
            "clean_date",
            "clean_language",
            "clean_number",
            "clean_pages",
            "clean_text",
            "clean_title",
            "clean_venue",
            "comparable_title",
            "normalise_title",
            "without_controls",
        ],
        "identifiers": [
            "arxiv_id_of_doi",
            "clean_arxiv_id",
            "clean_doi",
            "clean_openalex_id",
            "clean_orcid",
            "clean_pmid",
            "clean_url",
            "find_code_address",
            "is_preprint_doi",
            "month_of_arxiv_id",
        ],
        "latex": ["latex_to_text"],
        "names": [
            "bare_name",
            "has_full_given_name",
            "initials_last",
            "is_degree",
            "is_group",
            "is_initials",
            "is_nobody",
            "is_suffix",
            "move_particles",
            "name_key",
            "proper_case",
            "split_initials",
            "split_name",
        ],
        "phrases": ["compile_any", "compile_phrase", "fold", "has_phrase"],
        "stems": ["stem_word"],
        "sentences": ["speaks_of_others", "split_sentences"],
    },
)
