"""Words without their plural."""


def stem_word(word: str) -> str:
    """A word without its plural: crude, and only ever compared with others.

    Examples
    --------
    >>> [stem_word(word) for word in ("biopsies", "classes", "graphs", "analysis")]
    ['biopsy', 'class', 'graph', 'analysis']
    """
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
