"""Chromium without a screen and without a network, for pages from disk: what tests, pictures and measurements share."""

import shutil
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
# Notes each task that keeps a page from answering for more than 50 ms.
_WATCH = """
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.longTasks.push(Math.round(task.duration));
}).observe({type: "longtask", buffered: true});
"""


def open_browser(profile: Path) -> webdriver.Chrome:
    """A browser with a new profile in a folder; its network is off."""
    options = Options()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-sync",
                     "--hide-scrollbars", f"--user-data-dir={profile}"):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd(
        "Network.emulateNetworkConditions",
        {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0},
    )
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
    return driver


def set_width(browser: webdriver.Chrome, width: int, *, height: int = 900) -> None:
    """A screen so wide; windows cannot be narrower than 500 pixels."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def set_scheme(browser: webdriver.Chrome, scheme: str) -> None:
    """Whether a reader prefers `light` or `dark` pages."""
    feature = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", feature)


def open_page(browser: webdriver.Chrome, page: Path, fragment: str = "") -> None:
    """Open a page from disk anew, and wait until its scripts are done."""
    browser.get("about:blank")
    browser.get(page.as_uri() + fragment)
    WebDriverWait(browser, 20).until(
        lambda page: page.execute_script("return document.documentElement.dataset.ready") == "yes"
    )


def scroll_through(browser: webdriver.Chrome) -> None:
    """To the end of a page and back, as a reader would, so that it makes what it makes as one scrolls."""
    height = browser.execute_script("return document.documentElement.scrollHeight")
    for place in range(0, height, 700):
        browser.execute_script("window.scrollTo({top: arguments[0], behavior: 'instant'})", place)
        time.sleep(0.06)
    browser.execute_script("window.scrollTo({top: 0, behavior: 'instant'})")
    time.sleep(0.3)
