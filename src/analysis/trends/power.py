"""How many papers a trend would take."""

import math


def papers_needed(share: float, *, growth: float = 1.0, power: float = 0.8, level: float = 0.95) -> int:
    """Papers needed in each of two consecutive years to tell a yearly growth of a share from none.

    The normal approximation for two proportions [1]_.

    Parameters
    ----------
    share
        Share of the label in the first year, above 0 and below 1.
    growth
        Yearly growth to be detected, above -1 and not 0; 1.0 is a doubling.
    power, level
        Chance to detect it, and confidence of the test.

    Returns
    -------
    int
        Papers in each year.

    Raises
    ------
    ValueError
        If the share or the growth is out of bounds: no number of papers tells a growth of 0 from none.

    References
    ----------
    .. [1] J. L. Fleiss, "Statistical Methods for Rates and Proportions", 2nd ed. (1981), eq. 3.14.

    Examples
    --------
    >>> papers_needed(0.1), papers_needed(0.1, growth=0.25)
    (199, 2507)
    """
    from scipy.stats import norm

    if not 0 < share < 1:
        raise ValueError(f"share must lie between 0 and 1 (found {share})")
    if growth <= -1 or growth == 0:
        raise ValueError(f"growth must lie above -1 and not be 0 (found {growth})")
    # No share grows beyond all papers.
    later = min(share * (1 + growth), max(0.999, (1 + share) / 2))
    mean = (share + later) / 2
    noise = norm.ppf(0.5 + level / 2) * math.sqrt(2 * mean * (1 - mean))
    signal = norm.ppf(power) * math.sqrt(share * (1 - share) + later * (1 - later))
    return math.ceil(((noise + signal) / (later - share)) ** 2)
