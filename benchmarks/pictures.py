"""A picture of every page, to be looked at: ``python -m benchmarks.pictures`` writes ``reports/pictures/``."""

import tempfile
from pathlib import Path

from analysis.workspace import find_root, say
from benchmarks.browser import open_browser, open_page, set_scheme, set_width

WIDTHS = (1440, 768, 390)
# Longer pages are cut: no screen shows them at once, either.
_HIGHEST = 12_000


def take_pictures(reports: Path) -> list[Path]:
    """Pictures of the pages in a folder, light and dark, for a desktop, a tablet and a phone."""
    target = reports / "pictures"
    target.mkdir(exist_ok=True)
    taken = []
    with tempfile.TemporaryDirectory() as profile:
        browser = open_browser(Path(profile))
        for page in sorted(reports.rglob("*.html")):
            name = "-".join(page.relative_to(reports).with_suffix("").parts)
            for width in WIDTHS:
                for scheme in ("light", "dark"):
                    set_scheme(browser, scheme)
                    set_width(browser, width)
                    open_page(browser, page)
                    height = browser.execute_script("return document.documentElement.scrollHeight")
                    set_width(browser, width, height=min(height, _HIGHEST))
                    taken.append(target / f"{name}-{width}-{scheme}.png")
                    browser.save_screenshot(str(taken[-1]))
            say(f"  {name}")
        browser.quit()
    return taken


if __name__ == "__main__":
    pictures = take_pictures(find_root() / "reports")
    say(f"{len(pictures)} pictures in reports/pictures/")
