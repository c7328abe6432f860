"""Titles and abstracts of made-up papers: of a topic's words, naming the methods that a paper carries."""

from collections.abc import Sequence

import numpy as np

# Words by topic; meant to be as far apart as topics of one discipline are.
TOPICS: dict[str, tuple[str, ...]] = {
    "heart": ("cardiac", "ventricle", "echocardiography", "myocardial strain", "ejection fraction",
              "atrial fibrillation", "heart failure", "aortic valve", "coronary artery", "cine imaging"),
    "brain": ("brain tumour", "glioma", "white matter", "stroke lesion", "cortical thickness", "hippocampus",
              "neurodegeneration", "dementia", "functional connectivity", "ischaemic stroke"),
    "lung": ("chest radiograph", "pulmonary nodule", "pneumonia", "emphysema", "lung cancer screening", "airway",
             "pleural effusion", "tuberculosis", "interstitial lung disease", "ventilation"),
    "eye": ("retinal fundus", "diabetic retinopathy", "optic disc", "glaucoma", "macular degeneration",
            "retinal vessel", "cataract", "corneal topography", "visual field", "foveal thickness"),
    "skin": ("dermoscopy", "melanoma", "skin lesion", "nevus", "psoriasis", "pigmented lesion", "dermatology clinic",
             "basal cell carcinoma", "skin tone", "wound healing"),
    "tissue": ("whole slide image", "histopathology", "mitotic figure", "tumour grading", "nuclei", "gland", "stain",
               "biopsy", "lymph node metastasis", "tumour microenvironment"),
    "bone": ("knee radiograph", "osteoarthritis", "fracture", "vertebra", "bone age", "hip joint", "cartilage",
             "spine curvature", "bone density", "meniscus"),
    "birth": ("fetal ultrasound", "placenta", "gestational age", "fetal growth", "preterm birth", "umbilical artery",
              "obstetric screening", "fetal head", "amniotic fluid", "prenatal diagnosis"),
}  # fmt: skip
_TASKS = ("segmentation", "classification", "quantification", "detection", "prognosis", "triage", "follow-up")
_TITLES = (
    "{task} of {a} from {b}", "Learning {a} for {task} of {b}", "{a} and {b}: {task} in routine care",
    "Towards robust {task} of {a} with {b}", "A study of {a} in {task} of {b}", "{task} of {b} guided by {a}",
)  # fmt: skip
_SENTENCES = (
    "Reliable {task} of {a} is needed where {b} is assessed by eye.",
    "Variation of {a} between centres makes {task} of {b} hard.",
    "Earlier work on {b} has paid little attention to {a}.",
    "The study includes {number} patients with {a}, followed by {b}.",
    "Agreement with experts in {task} of {a} is close to that between readers of {b}.",
    "Errors concern {a} of low quality and rare forms of {b}.",
    "{a} and {b} were measured twice in a subset of {number} cases.",
)
_NAMES = ("We use {names}.", "Our approach builds on {names}.", "The analysis employs {names}.")


def write_paper(topic: str, methods: Sequence[str], dice: np.random.Generator) -> tuple[str, str]:
    """Title and abstract of a paper of a topic that names some methods.

    Examples
    --------
    >>> title, abstract = write_paper("eye", ["U-Net"], np.random.default_rng(0))
    >>> "U-Net" in abstract
    True
    """
    words = dice.permutation(np.array(TOPICS[topic], dtype=object))
    task = str(dice.choice(_TASKS))
    title = _fill(str(dice.choice(_TITLES)), words[0], words[1], task, dice)
    chosen = dice.permutation(len(_SENTENCES))[:5]
    sentences = [
        _fill(_SENTENCES[place], words[(2 * at + 1) % 10], words[(2 * at + 2) % 10], task, dice)
        for at, place in enumerate(chosen)
    ]
    if methods:
        sentences.insert(3, str(dice.choice(_NAMES)).format(names=_join(methods)))
    return title, " ".join(sentences)


def _fill(template: str, a: str, b: str, task: str, dice: np.random.Generator) -> str:
    text = template.format(a=a, b=b, task=task, number=int(dice.integers(40, 900)))
    return text[0].upper() + text[1:]


def _join(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
