"""What is left of many labels at once: corrected p-values, estimates drawn together, chances of a wrong sign."""

from typing import NamedTuple

import numpy as np

# What a change worth finding does to a share over the periods that are covered.
_WORTH_FINDING = np.log(3)
# Pseudo-labels without any growth that speak for none (Stephens 2017 takes ten).
_DOUBT = 10.0
_ROUNDS = 500


class Drawn(NamedTuple):
    """Of each label the slope as drawn towards the others', its standard error, the chance of its sign being wrong."""

    slope: np.ndarray
    error: np.ndarray
    false_sign: np.ndarray


def correct_weighed(p_values: np.ndarray, errors: np.ndarray, *, span: float) -> np.ndarray:
    """Benjamini-Hochberg with weights: less is spent on labels that could show nothing, whatever they do.

    How many labels do not change at all is estimated from the p-values above one half [3]_. The weights follow from the
    standard errors alone, and are those that find most where every label changes threefold over the span [1]_; weights
    that do not hang on the p-values keep the rate of false discoveries [2]_.

    Parameters
    ----------
    p_values, errors
        Of each label; standard errors of slopes a year.
    span
        Years from the first period to the last.

    Returns
    -------
    numpy.ndarray
        q-values, 1 at most.

    References
    ----------
    .. [1] K. Roeder, L. Wasserman, "Genome-wide significance levels and weighted hypothesis testing", Stat. Sci. 24,
       398-413 (2009).
    .. [2] C. R. Genovese, K. Roeder, L. Wasserman, "False discovery control with p-value weighting", Biometrika 93,
       509-524 (2006).
    .. [3] J. D. Storey, J. E. Taylor, D. Siegmund, "Strong control, conservative point estimation and simultaneous
       conservative consistency of false discovery rates", JRSS B 66, 187-205 (2004).

    Examples
    --------
    >>> correct_weighed(np.array([0.01, 0.5]), np.array([0.2, 0.2]), span=2.0).tolist()
    [0.02, 0.5]
    """
    from scipy.stats import false_discovery_control

    if len(p_values) == 0:
        return p_values
    weighed = p_values / np.maximum(weigh_labels(errors, span=span), 1e-300)
    unchanged = min((1 + (p_values > 0.5).sum()) / (0.5 * len(p_values)), 1)
    return false_discovery_control(np.clip(weighed, 0, 1)) * unchanged


def weigh_labels(errors: np.ndarray, *, span: float, level: float = 0.05) -> np.ndarray:
    """Weights of mean 1, the less the less a label could show a threefold change over the span.

    Those that could show far smaller ones weigh as much as the weightiest, and half of all weight is spread evenly:
    small labels that are new can grow more than threefold.

    Parameters
    ----------
    errors
        Standard errors of slopes a year.
    span
        Years from the first period to the last.
    level
        Chance of any false alarm that the weights are best for.
    """
    from scipy.optimize import brentq
    from scipy.stats import norm

    reach = np.clip(_WORTH_FINDING / span / np.maximum(errors, 1e-12), 1e-3, 1e3)
    count = len(errors)

    def weights(c: float) -> np.ndarray:
        # The weight of labels that reach further than this falls again.
        useful = np.minimum(reach, np.sqrt(2 * c)) if c > 0 else reach
        return count / level * norm.sf(useful / 2 + c / useful)

    if weights(0.0).mean() <= 1:
        return np.ones(count)
    c = brentq(lambda c: weights(c).mean() - 1, 0, 1e6)
    return np.round((1 + weights(c)) / 2, 6)


def draw_together(slopes: np.ndarray, errors: np.ndarray) -> Drawn:
    """Draw slopes towards none as far as the labels together tell (adaptive shrinkage [1]_).

    True slopes are taken for a mixture of normal distributions around 0, of many widths, whose parts are estimated from
    all labels: where hardly any label changes, all are drawn to none, and the least sure the most.

    Parameters
    ----------
    slopes, errors
        Estimates and their standard errors.

    Returns
    -------
    Drawn
        Posterior means and standard deviations, and local false sign rates.

    References
    ----------
    .. [1] M. Stephens, "False discovery rates: a new deal", Biostatistics 18, 275-294 (2017).
    """
    from scipy.stats import norm

    if len(slopes) == 0:
        return Drawn(slopes, slopes, slopes)
    errors = np.maximum(errors, 1e-6)
    widest = 2 * np.sqrt(max(float((slopes**2 - errors**2).max()), float(errors.min()) ** 2))
    steps = int(np.ceil(2 * np.log2(widest / (errors.min() / 10)))) + 1
    widths = np.r_[0.0, widest / np.sqrt(2) ** np.arange(steps)[::-1]]
    total = np.sqrt(errors[:, None] ** 2 + widths**2)
    fit = norm.logpdf(slopes[:, None], 0, total)
    likely = np.exp(fit - fit.max(axis=1, keepdims=True))
    parts = _mix(likely)
    belongs = likely * parts
    belongs /= belongs.sum(axis=1, keepdims=True)
    narrowed = widths**2 / total**2
    mean = narrowed * slopes[:, None]
    spread = np.sqrt(narrowed) * errors[:, None]
    above = np.where(widths > 0, norm.cdf(mean / np.where(spread > 0, spread, 1)), 0.0)
    below = np.where(widths > 0, 1 - above, 0.0)
    wrong = 1 - np.maximum((belongs * above).sum(axis=1), (belongs * below).sum(axis=1))
    drawn = (belongs * mean).sum(axis=1)
    variance = (belongs * (mean**2 + spread**2)).sum(axis=1) - drawn**2
    return Drawn(drawn, np.sqrt(np.maximum(variance, 0)), wrong)


def _mix(likely: np.ndarray) -> np.ndarray:
    """The parts of the mixture (expectation-maximisation)."""
    parts = np.full(likely.shape[1], 1 / likely.shape[1])
    for _ in range(_ROUNDS):
        belongs = likely * parts
        belongs /= belongs.sum(axis=1, keepdims=True)
        sums = belongs.sum(axis=0)
        sums[0] += _DOUBT - 1
        moved = sums / sums.sum()
        done = np.abs(moved - parts).max() < 1e-9
        parts = moved
        if done:
            break
    return parts
