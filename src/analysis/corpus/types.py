"""What kind of contribution a paper is."""

import re

Rules = dict[str, re.Pattern[str]]


def _rules(**words: tuple[str, ...]) -> Rules:
    return {kind: re.compile("|".join(alternatives)) for kind, alternatives in words.items()}


# What databases call their records.
_STATED = _rules(
    other=(
        r"erratum|corrigend|correction|editorial|letter|comment|news",
        r"retract|biograph|obituar|interview|paratext",
    ),
    review=(r"review|survey|meta-analysis|guideline",),
    dataset=(r"data ?(set|paper|article)",),
    software=(r"^software|computer program",),
    validation=(r"clinical trial", r"(validation|comparative|evaluation|multicenter|observational) stud"),
)
_RESOURCE = r"(datasets?|corpus|corpora|treebanks?|lexicon|wordnet|database)"
_TITLE = _rules(
    other=(
        r"^(erratum|corrigendum|correction|reply|response to|editorial|retract(ion|ed)|proceedings of)\b",
        r"^comment(ary)? on\b",
    ),
    review=(
        r"\bsurvey (of|on)\b|\bsurveys\b|\bsurvey$|: a (\w+ )?survey",
        r"\b(review|systematic|scoping|roadmap|tutorial|position paper|meta-analysis|state of the art in)\b",
        r"\bperspectives?( on|$)|\bchallenges and opportunities\b",
    ),
    benchmark=(
        r"\bbench(mark(s|ed|ing)?)?\b|-bench\b",
        r"\bchallenge (on|for|20\d\d)|\bchallenge: |^the .* challenge\b",
        r"\b(overview|findings|report) (of|on) (the )?.*\b(shared task|task|challenge|track|conference)\b",
        r"\b(shared task|task \d+)\b.*:.*\b(overview|findings)\b",
    ),
    dataset=(
        # A title that has its data after a preposition is about something else.
        rf"^(?!.*\b(using|on|from|in|for|with)\b.*\b(datasets?|corpus|corpora)\b).*\b{_RESOURCE}\b",
        r"\batlas of\b|\bimage-text pairs\b|\bwordnet\b.*\b(for|of)\b",
    ),
    software=(
        r"\b(open-?source|toolkit|toolbox|python (package|library)|plug-?in)\b",
        r"\ban? (\w+ ){0,3}(library|platform|interface|tool) (for|to)\b|\bweb (app|application|interface|tool)\b",
        r"\bdemo(nstration)? (of|system)\b",
    ),
    validation=(
        r"\b(evaluat(ion|ing|e)|assess(ing|ment)|valid(ation|ating|ated)|unrobust|robustness of|replicat\w+)\b",
        r"\b(compar(ison|ing|ative|e|es)|reproduc(ib|ing|tion)|pitfalls?|failures?|analy[sz](is|ing) of|case study)\b",
        r"\bempirical (study|analysis|comparison|investigation)\b|\ba study (of|on)\b",
        r"\b(investigat(ing|ion)|understanding|probing|revisiting|rethinking|lessons)\b",
        r"\b(do|does|can|are|is|how|what|when|why|which) [^:]*\?|\bhow (well|good|much|far)\b",
        r"\b(effects?|impact|role|influence) of\b|\bon the (\w+ )?(effect|impact|role|limit\w*|importance|influence)\b",
    ),
)
# What an abstract says its own paper does, where the title does not tell.
_ABSTRACT = _rules(
    review=(
        r"\b(this|our|the present) (\w+ )?(review|survey)\b|\bwe (systematically )?(review|survey)\b",
        r"\b(systematic|scoping|narrative) review\b|\bthis position paper\b",
    ),
    benchmark=(
        r"\bwe (introduce|present|propose|release|construct|develop) [^.]{0,60}\bbench-?mark\b",
        r"\bthis (paper|overview) (presents|describes|reports|summari[sz]es) (the )?[^.]{0,60}"
        r"\b(shared task|challenge)\b[^.]{0,40}\b(organi[sz]ed|held|participa)",
    ),
    dataset=(
        r"\bwe (introduce|present|release|describe|construct|create|built|build|collect|provide|publish) "
        rf"[^.]{{0,50}}\b{_RESOURCE}\b",
        rf"\bthis (paper|work|article) (introduces|presents|describes|reports) [^.]{{0,50}}\b{_RESOURCE}\b",
    ),
    software=(
        r"\bwe (introduce|present|release|describe) [^.]{0,50}"
        r"\b(toolkit|toolbox|python (package|library)|web (application|interface))\b",
        r"\bwe (introduce|present|release|describe) [^.]{0,50}\bopen-source (tool|library|software|platform|package)\b",
    ),
    validation=(
        r"\bwe (systematically |empirically |comprehensively |extensively )?"
        r"(evaluate|compare|investigate|examine|analy[sz]e|assess|benchmark|study|probe|replicate|reproduce) ",
    ),
)
_PROPOSES = re.compile(
    r"\bwe (propose|introduce|present|develop|design|devise)\b|\b(is|are) proposed\b|\bnovel\b"
    r"|\bthis (paper|work|article|study) (proposes|introduces|presents|develops)\b"
)

_PROPOSES_METHOD = re.compile(
    r"\bwe propose\b|\b(is|are) proposed\b"
    r"|\bnovel (\w+ ){0,3}(method|framework|architecture|loss|approach|network|model)\b"
)
# The rules were written for papers that compute; of others an abstract that makes nothing of the kind tells no type.
_COMPUTES = re.compile(
    r"\b(algorithms?|frameworks?|architectures?|neural|classifiers?|encoders?|parsers?|parsing|pipelines?|datasets?|corpus"
    r"|(deep|machine|supervised|representation|reinforcement|transfer) learning|state-of-the-art|corpora|computational"
    r"|benchmarks?|language models?|translation|segmentation|convolutional|transformers?|estimators?|software|grammars?"
    r"|annotation|images?|speech)\b"
)
_MAKES = re.compile(
    r"\b(train\w*|propos\w+|present(s|ed)?|introduc\w+|develop\w*|design\w*|built|build\w*|implement\w*|outperform\w*"
    r"|baselines?|accuracy|performance|novel|new|achiev\w+|improv\w+|automatic\w*|state-of-the-art)\b"
)
# As much of a title and of an abstract as tells its type, so that no text takes for ever.
_TITLE_LETTERS, _ABSTRACT_LETTERS = 1_000, 20_000


def paper_type(title: str | None, source_type: str | None, abstract: str | None = None) -> str:
    """The type of a paper: its source's own word where it has one, else plain rules on title and abstract.

    The rules were written for papers that compute. An abstract that tells of no such thing is of the type `other`.

    Examples
    --------
    >>> paper_type("U-Bench: A Comprehensive Understanding of U-Net through 100-Variant Benchmarking", None)
    'benchmark'
    >>> paper_type("Slide encoders", None, "We introduce SlideBase, a corpus of 40,000 annotated slides.")
    'dataset'
    """
    if stated := _first(_STATED, (source_type or "").lower()):
        return stated
    title, abstract = (title or "")[:_TITLE_LETTERS], (abstract or "")[:_ABSTRACT_LETTERS].lower()
    found = _first(_TITLE, title.lower())
    # Nearly every paper evaluates something, and many release data; one that proposes something is about that.
    if found and not (found == "validation" and _PROPOSES.search(abstract)):
        return found
    if _opens_with_name(title) or _PROPOSES_METHOD.search(abstract):
        return "method"
    found = _first(_ABSTRACT, abstract)
    if found and not (found == "validation" and _PROPOSES.search(abstract)):
        return found
    return "method" if not abstract or (_COMPUTES.search(abstract) and _MAKES.search(abstract)) else "other"


def _opens_with_name(title: str) -> bool:
    """Whether a title opens with a name of its own making: "RudolfV: …", "Phikon-v2, a …"."""
    word, space, _ = title.partition(" ")
    name = re.search(r"[a-zA-Z]", word)
    return bool(space and word[-1:] in {":", ","} and name and re.search(r"[A-Z0-9]", word[name.end() :]))


def _first(rules: Rules, text: str) -> str | None:
    return next((kind for kind, pattern in rules.items() if pattern.search(text)), None) if text else None
