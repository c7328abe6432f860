"""What the report of a field says."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "files": ["tell_files", "write_files"],
        "inside": ["describe_inside", "inside_rows", "modality_pairs", "new_pairs", "named_data"],
        "people": ["describe_people", "leading_authors", "leading_venues"],
        "proposed": ["proposed_summary"],
        "reading": ["central_papers", "conclusions", "open_questions", "reading_list"],
        "summary": [
            "describe_definition",
            "facet_sentences",
            "field_finding",
            "field_papers",
            "field_verdict",
            "system_line_rows",
        ],
        "systems": [
            "choose_systems",
            "count_named",
            "models_together",
            "say_most_named",
            "single_models",
            "system_rows",
        ],
    },
)
