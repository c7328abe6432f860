"""Where things are, how they are kept, which settings there are: what every room stands on."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "chance": ["seeded_igraph"],
        "errors": ["FOR_PAGE", "MARK", "FieldnotesError"],
        "files": ["PART_OF_FILE", "read_json", "write_atomically", "write_json", "write_text"],
        "paths": [
            "RootError",
            "baselines_folder",
            "cache_folder",
            "default_params_file",
            "executed_file",
            "find_root",
            "lexicon_folder",
            "metrics_file",
            "notebook_file",
            "overrides_file",
            "own_params_file",
            "page_file",
            "processed_folder",
            "raw_folder",
            "run_folder",
            "student_file",
            "table_file",
            "traceback_file",
        ],
        "params": ["prepare_params"],
        "settings": [
            "FOLDER_LETTERS",
            "Count",
            "Name",
            "Phrase",
            "Proportion",
            "Section",
            "Settings",
            "SettingsError",
            "read_settings",
            "stage_parameters",
        ],
        "shapes": ["NODE_COLUMNS", "Table", "all_shapes"],
        "terminal": ["plain", "say"],
        "yaml_files": ["YamlError", "read_yaml"],
        "tables": ["TableError", "list_tables", "list_values", "read_table", "write_table"],
    },
)
