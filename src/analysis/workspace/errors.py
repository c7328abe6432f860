"""What a person can mend."""


class FieldnotesError(Exception):
    """The base of all errors that say what was wrong, where, what was found and what to do.

    The command line and the runner show their message alone, and so do notebooks; any other error is a fault of the
    program and keeps its traceback.
    """

    def _render_traceback_(self) -> list[str]:
        """What IPython shows instead of the lines of code that led here."""
        return [f"{MARK}{self}"]


# What the runner and the process of a notebook know each other by: how an error of ours begins, and the variable that
# says that what is shown becomes a page.
MARK = "error: "
FOR_PAGE = "FIELDNOTES_PAGE"
