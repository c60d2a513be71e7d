"""Starts the built program on a free port and a real Chromium beside it."""

import os
import pathlib
import socket
import subprocess
import tempfile
import time
import urllib.request
import wave

import pytest
from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ROOT = pathlib.Path(__file__).parent.parent
AXE = ROOT / "e2e" / "node_modules" / "axe-core" / "axe.min.js"
# What the program keeps while it is tested: gone when the tests end.
FOLDERS = []


def start(port, *flags):
    """The program, serving on `port`, with an empty bank unless a folder is named."""
    if "--data-dir" not in flags:
        FOLDERS.append(tempfile.TemporaryDirectory(prefix="glidepath-", ignore_cleanup_errors=True))
        flags = (*flags, "--data-dir", FOLDERS[-1].name)
    program = os.environ.get("GLIDEPATH_BIN", ROOT / "target" / "release" / "glidepath")
    return subprocess.Popen([program, "serve", "--port", str(port), "--no-open", "--no-config", *flags], stdout=subprocess.DEVNULL)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, every=0.01):
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address + "/healthz", timeout=1)
            return
        except OSError:
            time.sleep(every)
    raise AssertionError("the program does not answer")


def until(page, condition, seconds=5):
    """Waits for a condition in the page. Playwright's own waiting evaluates text, which the content policy forbids."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if page.evaluate(condition):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"not within {seconds} s: {condition}")


@pytest.fixture(scope="session")
def server():
    port = free_port()
    process = start(port)
    address = f"http://127.0.0.1:{port}"
    wait_for(address)
    yield address
    process.terminate()
    assert process.wait(timeout=10) == 0, "ends cleanly when told to"


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        yield lambda *flags: playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*FLAGS, *flags])


@pytest.fixture(scope="session")
def browser(chromium):
    browser = chromium()
    yield browser
    browser.close()


def started(page):
    """Makes `goto` and `reload` wait until the page's own scripts have started."""
    for name in ("goto", "reload"):

        def load(*args, of=getattr(page, name), **options):
            response = of(*args, **options)
            until(page, "document.documentElement.classList.contains('scripted')")
            return response

        setattr(page, name, load)


@pytest.fixture
def page_with(browser, server):
    """Makes pages that fail their test on console errors, on reports of the content policy and on requests to anywhere else."""
    contexts, trouble = [], []

    def make(**options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((server, "data:", "blob:")) else trouble.append(request.url))
        if options.get("java_script_enabled", True):
            page.add_init_script("addEventListener('securitypolicyviolation', (e) => console.error('policy', e.violatedDirective, e.blockedURI))")
            started(page)
        page.trouble = trouble
        return page

    yield make
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture
def page(page_with):
    return page_with(viewport={"width": 1280, "height": 720})


@pytest.fixture
def axe():
    """Fails on serious and critical findings of axe-core on a page as it stands."""
    source = AXE.read_text()

    def check(page, name=""):
        page.evaluate(source)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        bad = [
            (name, rule["id"], rule["impact"], node["target"], node["failureSummary"])
            for rule in found["violations"]
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"][:3]
        ]
        assert bad == []

    return check


# A browser that hears a file in place of a microphone, and asks nobody whether it may.
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required"]


@pytest.fixture(scope="session")
def said(tmp_path_factory):
    """Turns words into a WAV file of somebody saying them, by espeak-ng; silence follows, in seconds."""
    folder = tmp_path_factory.mktemp("said")

    def say(name, words, silence=0):
        path = folder / f"{name}.wav"
        subprocess.run(["espeak-ng", "-v", "en-gb", "-s", "165", "-w", path, words], check=True)
        with wave.open(str(path)) as spoken:
            form, frames = spoken.getparams(), spoken.readframes(spoken.getnframes())
        with wave.open(str(path), "wb") as longer:
            longer.setparams(form)
            longer.writeframes(frames + bytes(2 * form.framerate * silence))
        return path

    return say


@pytest.fixture
def speaking(chromium):
    """Makes pages whose microphone hears the file; each is a browser of its own."""
    closing = []

    def make(file, *flags, **options):
        browser = chromium(*MICROPHONE, f"--use-file-for-fake-audio-capture={file}", *flags)
        closing.append(browser)
        options.setdefault("viewport", {"width": 1280, "height": 800})
        page = browser.new_context(**options).new_page()
        page.trouble = []
        page.on("console", lambda message: page.trouble.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.add_init_script("addEventListener('securitypolicyviolation', (e) => console.error('policy', e.violatedDirective, e.blockedURI))")
        started(page)
        return page

    yield make
    for browser in closing:
        browser.close()
