"""What ``import analysis`` gives a notebook, as a list."""

import inspect

import analysis


def list_face() -> str:
    """The names of the package by module, each with its call and the first line of its docstring."""
    groups: dict[str, list[str]] = {}
    for name in sorted(analysis.__all__):
        thing = getattr(analysis, name)
        call = ", ".join(inspect.signature(thing).parameters) if inspect.isfunction(thing) else ""
        line = (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")
        shown = f"{name}({call})" if inspect.isfunction(thing) else name
        groups.setdefault(thing.__module__.removeprefix("analysis."), []).append(f"- `{shown}`: {line}")
    parts = [f"## {module}\n\n" + "\n".join(lines) for module, lines in sorted(groups.items())]
    head = "# What `import analysis` gives"
    note = "Written by `analysis api > docs/API.md`; `help(analysis.read_table)` tells more."
    return "\n\n".join([head, note, *parts])
