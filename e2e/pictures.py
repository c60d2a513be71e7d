"""Makes the pictures of the documentation from the built program: `.venv/bin/python e2e/pictures.py`.

Every page and main state, light, dark and at phone width, and the printed review as pictures. Each is reduced to
250 colours, so that all of them together stay small.
"""

import pathlib
import subprocess
import tempfile
import urllib.request

from PIL import Image
from playwright.sync_api import sync_playwright

from conftest import FLAGS, free_port, start, until, wait_for
from test_takes import FIRST, SECOND, Home, writer

FOLDER = pathlib.Path(__file__).parent.parent / "docs" / "pictures"
COLOURS = 250
SHOTS = [
    ("home-light", "/", 1280, 800, "light"),
    ("home-dark", "/", 1280, 800, "dark"),
    ("home-phone", "/", 360, 780, "light"),
    ("review-light", "/review?sample=invoices", 1280, 1000, "light"),
    ("review-dark", "/review?sample=invoices", 1280, 1000, "dark"),
    ("review-weak", "/review?sample=platform", 1280, 1000, "light"),
    ("review-phone", "/review?sample=invoices", 360, 1100, "light"),
    ("review-phone-dark", "/review?sample=platform", 360, 1100, "dark"),
    ("review-empty", "/review", 1280, 800, "light"),
    ("review-wide", "/review?sample=pager", 1600, 900, "light"),
    ("compare-light", "/compare?sample=1", 1280, 1000, "light"),
    ("compare-dark", "/compare?sample=1", 1280, 800, "dark"),
    ("compare-phone", "/compare?sample=1", 360, 900, "light"),
    ("rules-light", "/rules", 1280, 800, "light"),
    ("rule-light", "/rules/no-baseline", 1280, 800, "light"),
    ("rule-dark", "/rules/cliche", 1280, 800, "dark"),
    ("principles-light", "/principles", 1280, 800, "light"),
    ("principle-light", "/principles/dive-deep", 1280, 800, "light"),
    ("error-light", "/nowhere", 1280, 500, "light"),
    ("stories-empty", "/stories", 1280, 560, "light"),
]
# Taken with the sample bank; STORY stands for the address of its first story.
WITH_STORIES = [
    ("stories-light", "/stories", 1280, 900, "light"),
    ("stories-dark", "/stories?by=principle", 1280, 900, "dark"),
    ("stories-phone", "/stories", 360, 900, "light"),
    ("matrix-light", "/stories/matrix", 1280, 1000, "light"),
    ("matrix-dark", "/stories/matrix?quota=L6", 1280, 1000, "dark"),
    ("matrix-phone", "/stories/matrix", 360, 900, "light"),
    ("story-light", "STORY", 1280, 1000, "light"),
    ("story-dark", "STORY?frame=landing", 1280, 1000, "dark"),
    ("story-phone", "STORY", 360, 1100, "light"),
    ("story-versions", "STORY/history", 1280, 600, "light"),
    ("facts-light", "/stories/facts", 1280, 900, "light"),
    ("questions-light", "/questions", 1280, 900, "light"),
    ("questions-phone", "/questions?hide=yes", 360, 900, "light"),
    ("question-light", "/questions/frugality-unasked-saving", 1280, 900, "light"),
    ("question-dark", "/questions/frugality-unasked-saving", 1280, 900, "dark"),
    ("deck-light", "/deck", 1280, 1300, "light"),
    ("deck-dark", "/deck", 1280, 900, "dark"),
    ("cheat-sheet-light", "/cheat-sheet", 1280, 1300, "light"),
    ("cheat-sheet-phone", "/cheat-sheet", 360, 900, "light"),
    ("dig-light", "DIG", 1280, 1000, "light"),
    ("dig-dark", "DIG", 1280, 900, "dark"),
    ("dig-laid", "DIG/laid", 1280, 900, "light"),
    ("transfer-light", "/transfer", 1280, 800, "light"),
]
# Taken after two takes; TAKE stands for the second, FIRST for the one before and ROOM for a drill that waits to be told.
WITH_TAKES = [
    ("practice-light", "/practice", 1280, 900, "light"),
    ("room-light", "/practice/ROOM", 1280, 800, "light"),
    ("room-phone", "/practice/ROOM", 360, 780, "dark"),
    ("take-light", "/takes/TAKE", 1280, 1000, "light"),
    ("take-dark", "/takes/TAKE", 1280, 1000, "dark"),
    ("take-phone", "/takes/TAKE", 360, 1100, "light"),
    ("take-diff-light", "/takes/TAKE/against/FIRST", 1280, 1000, "light"),
    ("takes-light", "/takes", 1280, 700, "light"),
]
# Taken after the sample loop was played and another one begun; DEBRIEF and ROUND stand for their pages.
WITH_LOOPS = [
    ("loops-light", "/loops", 1280, 800, "light"),
    ("loop-new-light", "/loops/new", 1280, 900, "light"),
    ("loop-room-light", "ROUND", 1280, 700, "light"),
    ("debrief-light", "DEBRIEF", 1280, 1300, "light"),
    ("debrief-dark", "DEBRIEF", 1280, 1300, "dark"),
    ("debrief-phone", "DEBRIEF", 360, 1100, "light"),
    ("scorecard-light", "ROUND/seats/2?open=yes", 1280, 900, "light"),
]
LOOP = [("The manager", ["ownership", "deliver-results"]), ("Round 2", ["dive-deep", "frugality"]), ("Bar raiser", ["earn-trust"])]
DUMP = """Refunds took nine days and the passengers wrote to us twice each. Nobody had looked at why since 2019. I read 214 letters over two
weekends, and 131 of them were about one nightly job that ran before the bank had answered. The finance lead refused to move it, because the
month end hung on it. I had been wrong at first and thought it was the bank. After that refunds took 2 days, down from 9."""


def save(picture, name):
    picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def shoot(page, name):
    page.wait_for_timeout(150)
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        page.screenshot(path=file.name)
        save(Image.open(file.name), name)


def planned_and_dug(page, address):
    """Names a loop and digs in a project; returns the dig's address."""
    page.goto(address + "/deck")
    for row, (who, principles) in enumerate(LOOP):
        page.locator(f"[name=who-{row}]").fill(who)
        for place, principle in enumerate(principles):
            page.locator(f"[name=asks-{row}-{place}]").select_option(principle)
    page.get_by_role("button", name="Plan it").click()
    page.wait_for_load_state()
    page.goto(address + "/dig")
    page.get_by_label("The project").fill("The refund queue")
    page.get_by_role("button", name="Begin to dig").click()
    page.wait_for_load_state()
    dig = page.url.removeprefix(address)
    page.locator("#text").fill(DUMP.replace("\n", " "))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_load_state()
    page.get_by_role("button", name="Keep it").first.click()
    page.wait_for_load_state()
    return dig


def cheat_sheet_printed(page, address):
    page.goto(address + "/cheat-sheet")
    with tempfile.TemporaryDirectory() as folder:
        sheet = pathlib.Path(folder) / "sheet.pdf"
        page.pdf(path=sheet, format="A4", prefer_css_page_size=True)
        subprocess.run(["pdftoppm", "-r", "75", "-png", "-f", "1", "-l", "1", sheet, pathlib.Path(folder) / "page"], check=True)
        save(Image.open(next(pathlib.Path(folder).glob("page*.png"))), "print-cheat-sheet")


def with_stories(browser, address):
    urllib.request.urlopen(urllib.request.Request(address + "/stories/sample/add", b"")).close()
    page = browser.new_page()
    page.goto(address + "/stories?sort=written")
    story = page.locator(".story a").first.get_attribute("href")
    dig = planned_and_dug(page, address)
    page.close()
    for name, path, width, height, scheme in WITH_STORIES:
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        page.goto(address + path.replace("STORY", story).replace("DIG", dig))
        until(page, "document.documentElement.classList.contains('scripted')")
        shoot(page, name)
        page.close()
    page = browser.new_page()
    cheat_sheet_printed(page, address)
    page.close()


def with_loops(browser, address):
    """Plays the sample loop, begins another, and prints the debrief."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address + "/loops")
    page.get_by_role("button", name="Play the sample loop").click()
    page.wait_for_selector(".packet", timeout=60_000)
    names = {"DEBRIEF": page.url.removeprefix(address)}
    page.goto(address + "/loops/new")
    page.get_by_role("button", name="Begin the loop").click()
    page.wait_for_selector(".loop-room")
    names["ROUND"] = page.url.removeprefix(address)
    for name, path, width, height, scheme in WITH_LOOPS:
        for stands, where in names.items():
            path = path.replace(stands, where)
        shown = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        shown.goto(address + path)
        until(shown, "document.documentElement.classList.contains('scripted')")
        shoot(shown, name)
        shown.close()
    page.goto(address + names["DEBRIEF"])
    with tempfile.TemporaryDirectory() as folder:
        sheet = pathlib.Path(folder) / "debrief.pdf"
        page.pdf(path=sheet, format="A4", prefer_css_page_size=True)
        subprocess.run(["pdftoppm", "-r", "75", "-png", "-f", "1", "-l", "2", sheet, pathlib.Path(folder) / "page"], check=True)
        for number, path in enumerate(sorted(pathlib.Path(folder).glob("page*.png")), 1):
            save(Image.open(path), f"print-debrief-{number}")
    page.close()


def with_takes(browser):
    """Of a program of their own, so that other pictures know nothing of them."""
    with writer(SECOND) as writes, tempfile.TemporaryDirectory() as folder:
        home = Home(pathlib.Path(folder), writes)
        try:
            names = {"FIRST": home.typed(FIRST, took_s=214), "TAKE": home.spoken(SECOND), "ROOM": home.begin()}
            for name, path, width, height, scheme in WITH_TAKES:
                for stands, drill in names.items():
                    path = path.replace(stands, drill)
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                page.goto(home.address + path)
                until(page, "document.documentElement.classList.contains('scripted')")
                page.wait_for_timeout(400)
                shoot(page, name)
                page.close()
        finally:
            home.process.terminate()
            home.process.wait(timeout=10)


def typing(page, address):
    """In the middle of a sentence, with the words one stands in lit up."""
    page.goto(address + "/review?sample=invoices")
    field = page.get_by_label("Your answer, as you would say it")
    place = field.input_value().index(" because the banks")
    field.focus()
    page.evaluate(f"document.getElementById('text').setSelectionRange({place}, {place})")
    page.keyboard.type(" and I was annoyed, at the end of the day it is what drives outcomes,")
    page.wait_for_timeout(300)
    page.keyboard.press("Alt+ArrowUp")
    page.evaluate("document.querySelector('mark.lit').scrollIntoView({ block: 'center', behavior: 'instant' })")
    shoot(page, "review-typing")


def filtered_and_allowed(page, address):
    page.goto(address + "/review?sample=platform")
    page.locator("#whole-no-metric .allow summary").click()
    page.locator("#whole-no-metric").get_by_label("is fine here").fill("The figures are under a contract.")
    page.locator(".chip.hint input").uncheck()
    page.wait_for_timeout(200)
    page.evaluate("scrollTo(0, 560)")
    shoot(page, "review-allow")


def keyboard_map(page, address):
    page.goto(address + "/review?sample=invoices")
    page.keyboard.press("?")
    shoot(page, "keyboard")


def printed(page, address):
    page.goto(address + "/review?sample=platform")
    page.wait_for_timeout(150)
    with tempfile.TemporaryDirectory() as folder:
        sheet = pathlib.Path(folder) / "review.pdf"
        page.pdf(path=sheet, format="A4", prefer_css_page_size=True)
        subprocess.run(["pdftoppm", "-r", "75", "-png", sheet, pathlib.Path(folder) / "page"], check=True)
        for number, path in enumerate(sorted(pathlib.Path(folder).glob("page*.png")), 1):
            save(Image.open(path), f"print-{number}")


def main():
    port = free_port()
    process = start(port)
    address = f"http://127.0.0.1:{port}"
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    try:
        wait_for(address)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            for name, path, width, height, scheme in SHOTS:
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
                page = context.new_page()
                page.goto(address + path)
                until(page, "document.readyState === 'complete'")
                shoot(page, name)
                context.close()
            for state in (typing, filtered_and_allowed, keyboard_map, printed):
                context = browser.new_context(viewport={"width": 1280, "height": 800})
                state(context.new_page(), address)
                context.close()
            with_stories(browser, address)
            with_loops(browser, address)
            with_takes(browser)
            contrast = browser.new_context(viewport={"width": 1280, "height": 800}, forced_colors="active")
            page = contrast.new_page()
            page.goto(address + "/review?sample=invoices")
            shoot(page, "review-forced-colours")
            browser.close()
    finally:
        process.terminate()
        process.wait(timeout=10)


if __name__ == "__main__":
    main()
