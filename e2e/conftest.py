"""Starts the built program on a free port and a real Chromium beside it."""

import os
import socket
import subprocess
import time
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="session")
def server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = os.environ["GLIDEPATH_BIN"]
    process = subprocess.Popen([program, "serve", "--port", str(port), "--no-open", "--no-config"], stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(address + "/healthz", timeout=1)
            break
        except OSError:
            time.sleep(0.05)
    yield address
    process.terminate()
    assert process.wait(timeout=10) == 0, "ends cleanly when told to"


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, server):
    """A page that fails its test on console errors and on requests to anywhere else."""
    context = browser.new_context()
    page = context.new_page()
    trouble = []
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((server, "data:", "blob:")) else trouble.append(request.url))
    yield page
    context.close()
    assert trouble == []
