"""Makes the pictures of the documentation: `GLIDEPATH=http://127.0.0.1:4747 python e2e/pictures.py`."""

import os
import pathlib

from playwright.sync_api import sync_playwright

FOLDER = pathlib.Path(__file__).parent.parent / "docs" / "pictures"
SHOTS = [
    ("review-light", "/review?sample=invoices", 1280, 1100, "light"),
    ("review-dark", "/review?sample=invoices", 1280, 1100, "dark"),
    ("review-phone", "/review?sample=invoices", 360, 900, "light"),
    ("home-light", "/", 1280, 900, "light"),
]

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
    for name, path, width, height, scheme in SHOTS:
        page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme).new_page()
        page.goto(os.environ["GLIDEPATH"] + path)
        page.screenshot(path=FOLDER / f"{name}.png")
    browser.close()
