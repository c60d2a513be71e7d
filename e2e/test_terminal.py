"""`glidepath practice` with a person at the terminal: typed line by line, asked, stopped by Ctrl-C, gone on with."""

import json
import os
import pty
import select
import subprocess
import time

import pytest

from test_recogniser import PROGRAM, QUESTION, Home

LINES = [
    "The invoices were late, and customers waited for nine days.",
    "My manager wanted to ship on Friday, and I said no because the tests had failed twice.",
    "I wrote a new program in two weeks, and it cut the time from nine days to two.",
]


class Terminal:
    """The program on a terminal of its own."""

    def __init__(self, home, *args):
        ours, theirs = pty.openpty()
        environment = {"HOME": str(home.folder), "XDG_CONFIG_HOME": str(home.folder / "config"), "PATH": os.environ["PATH"], "NO_COLOR": "1", "TERM": "xterm"}
        command = [PROGRAM, "--data-dir", home.folder / "data", *args]
        # Its own session, so that Ctrl-C reaches the program and nobody else.
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True, preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)))
        os.close(theirs)
        self.side, self.seen = ours, ""

    def until(self, text, seconds=20):
        end = time.monotonic() + seconds
        while text not in self.seen:
            assert time.monotonic() < end, f"not within {seconds} s: {text!r} in {self.seen!r}"
            if select.select([self.side], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.side, 65_536).decode(errors="replace")
                except OSError:
                    assert text in self.seen, f"it ended without {text!r}: {self.seen!r}"
        self.seen = self.seen[self.seen.index(text) + len(text) :]

    def type(self, line):
        self.until(" > ")
        os.write(self.side, line.encode() + b"\n")

    def press(self, key):
        os.write(self.side, key)

    def ends(self):
        # What it writes has to be read, or it would wait for that.
        end = time.monotonic() + 20
        while self.process.poll() is None and time.monotonic() < end:
            with_more = select.select([self.side], [], [], 0.05)[0]
            if with_more:
                try:
                    self.seen += os.read(self.side, 65_536).decode(errors="replace")
                except OSError:
                    break
        return self.process.wait(timeout=5)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


def test_a_drill_is_typed_to_its_end(home):
    at = Terminal(home, "practice", QUESTION, "--follow-ups", "2", "--limit", "2:00")
    at.until(QUESTION)
    for line in LINES:
        at.type(line)
    at.type("")
    # Two follow-ups: one is answered, one passed.
    at.until('"pass" alone passes')
    at.type("He said that the date was promised to a customer in March.")
    at.type("")
    at.until('"pass" alone passes')
    at.type("pass")
    at.until("raises the bar?")
    os.write(at.side, b"excellent\n")
    at.until("raises the bar?")
    os.write(at.side, b"m\n")
    assert at.ends() == 0, at.seen
    assert "flight path" in at.seen, "the review is shown"
    take = home.json("practice", "show", "last")
    turns = take["drill"]["turns"]
    assert turns[0]["text"] == "\n".join(LINES) and [turn["reply"] for turn in turns] == ["said", "said", "passed"]
    assert take["drill"]["own_verdict"] == "meets"


def test_ctrl_c_keeps_what_was_typed(home):
    at = Terminal(home, "practice", QUESTION, "--follow-ups", "0")
    at.until(QUESTION)
    for line in LINES[:2]:
        at.type(line)
    at.until(" > ")
    at.press(b"\x03")
    at.until("glidepath practice resume")
    assert at.ends() == 130
    shown = home.json("practice", "show", "last")
    assert shown["turns"][0]["text"] == "\n".join(LINES[:2])
    # Its review is not shown before its teller has said how it went; then it is.
    assert shown["schema"] == "glidepath.drill/1" and "review" not in shown
    at = Terminal(home, "practice", "resume")
    at.until("raises the bar?")
    os.write(at.side, b"below\n")
    assert at.ends() == 0
    assert home.json("practice", "show", "last")["review"]["measures"]["words"] > 20


def test_ctrl_c_before_the_first_word_leaves_the_question_open(home):
    at = Terminal(home, "practice", QUESTION)
    at.until(" > ")
    at.press(b"\x03")
    assert at.ends() == 130
    listed = json.loads(home.run("practice", "list", "--open", "--format", "json").stdout)
    assert len(listed["takes"]) == 1
    at = Terminal(home, "practice", "resume", "--verdict", "meets")
    at.until(QUESTION)
    at.type(LINES[0])
    at.until(" > ")
    # Ctrl-D on an empty line ends the answer as an empty line does.
    at.press(b"\x04")
    at.until('"pass" alone passes')
    at.type("enough")
    assert at.ends() == 0
    assert home.json("practice", "show", "last")["drill"]["turns"][0]["text"] == LINES[0]
