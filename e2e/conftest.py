"""Starts the built program (GLIDEPATH_BIN) on a free port and hands each test a page of real Chromium.

Every page fails its test on a console message of level warning or error, on a breach of the content policy, and on any
request that leaves the machine.
"""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ANSWER = (
    "At my previous company our vision was alignment across stakeholders. We worked on the billing service. "
    "In March the invoices went out twice and the customers were angry. My manager wanted to wait and I disagreed. "
    "I rewrote the job in a week, and at the end of the day it was a huge success.\n\n"
    "It went from nine days to two. I learned to test with real data first."
)
QUESTION = "Tell me about a time you disagreed with a decision."


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start(binary: str, port: int) -> subprocess.Popen:
    command = [binary, "--no-config", "serve", "--port", str(port), "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"{command} ended: {process.stderr.read()}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).read()
            return process
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise RuntimeError("the app did not answer within ten seconds")


@pytest.fixture(scope="session")
def base():
    port = free_port()
    binary = os.environ.get("GLIDEPATH_BIN", str(ROOT / "target/release/glidepath"))
    process = start(binary, port)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=10)


def launch(playwright):
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, base):
    """A function that opens `path` in a context of its own; what went wrong meanwhile fails the test at its end."""
    contexts, trouble = [], []

    def open_(path="/review", allow_status=(), **options):
        context = browser.new_context(base_url=base, **options)
        contexts.append(context)
        page = context.new_page()
        if options.get("java_script_enabled", True):
            page.add_init_script(
                "document.addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective, e.blockedURI))"
            )

        def heard(message):
            expected = any(f"status of {status}" in message.text for status in allow_status)
            if message.type in ("warning", "error") and not expected:
                trouble.append(f"console {message.type}: {message.text}")

        def asked(request):
            parts = urlsplit(request.url)
            if parts.scheme not in ("data", "blob", "about") and parts.hostname != "127.0.0.1":
                trouble.append(f"left the machine: {request.url}")

        page.on("console", heard)
        page.on("pageerror", lambda error: trouble.append(f"script error: {error}"))
        page.on("dialog", lambda dialog: (trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", asked)
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not trouble, "\n".join(trouble)


def no_sideways(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1], f"the body scrolls sideways: {wide}"


def number(text: str) -> int:
    return int(re.search(r"\d+", text).group())
