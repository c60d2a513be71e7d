"""A real recogniser behind the interface that speech servers share, on this machine alone: pocketsphinx with the English model it ships.

`python e2e/recogniser/server.py --port 8642` answers `POST /v1/audio/transcriptions` as OpenAI's does: a form with `file` (WAV),
`model`, `response_format` (`json`, `text` or `verbose_json`) and `language`. It knows no other language than English, no other sound
than WAV, and no other path. A test tool: the program needs none of it, and better recognisers speak the same interface.
"""

import argparse
import array
import email.parser
import email.policy
import io
import json
import sys
import threading
import wave
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pocketsphinx import Decoder

PATH = "/v1/audio/transcriptions"
RATE = 16_000
# Two hours of 16 kHz mono, and the form around it.
LONGEST = 2 * 3600 * RATE * 2 + 65_536
# A frame of the decoder.
FRAME_MS = 10
# The model was trained on sound with some silence at either end, and drops a word that begins at once.
HUSH = bytes(RATE // 5 * 2)
HUSH_MS = 200


class Refused(Exception):
    """What the asker did wrong, as the interface tells it."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def fields(content_type, body):
    """The parts of a form, by name, as bytes."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    if not form.is_multipart():
        raise Refused(400, "the request is no multipart form")
    return {part.get_param("name", header="content-disposition"): part.get_payload(decode=True) for part in form.iter_parts()}


def samples(file):
    """16 kHz mono samples of a WAV file, as bytes."""
    try:
        with wave.open(io.BytesIO(file)) as sound:
            shape = (sound.getframerate(), sound.getnchannels(), sound.getsampwidth())
            if shape != (RATE, 1, 2):
                raise Refused(400, f"the sound is {shape[0]} Hz, {shape[1]} channels, {8 * shape[2]} bits; 16000 Hz, 1 channel, 16 bits are understood")
            return sound.readframes(sound.getnframes())
    except (wave.Error, EOFError) as error:
        raise Refused(400, f"the file is no WAV sound: {error or 'it is cut short'}") from error


class Recogniser:
    """One decoder, used by one request at a time."""

    def __init__(self):
        self.turn = threading.Lock()
        self.decoder = Decoder(samprate=RATE, loglevel="FATAL")

    def words(self, pcm):
        """Words with their start and end in seconds. Silences and noises are none."""
        # Silence alone has no best path, and the decoder says so by failing.
        if not any(array.array("h", pcm)):
            return []
        with self.turn:
            self.decoder.start_utt()
            self.decoder.process_raw(HUSH + pcm + HUSH, full_utt=True)
            self.decoder.end_utt()
            heard = list(self.decoder.seg()) if self.decoder.hyp() else []
        longest = len(pcm) / 2 / RATE

        def second(frame):
            return round(min(max((frame * FRAME_MS - HUSH_MS) / 1000, 0), longest), 3)

        # A second way to say a word is called `the(2)`; what is no word stands in brackets.
        return [
            {"word": each.word.split("(")[0], "start": second(each.start_frame), "end": second(each.end_frame + 1)}
            for each in heard
            if each.word[0] not in "<[+"
        ]


def server(port=0):
    """A server on this machine's own address; `port` 0 takes a free one."""
    recogniser = Recogniser()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            try:
                kind, body = self.transcription()
                self.reply(200, kind, body)
            except Refused as refused:
                # What was not read would be taken for the next request.
                self.close_connection = True
                error = {"error": {"message": str(refused), "type": "invalid_request_error"}}
                self.reply(refused.status, "application/json", json.dumps(error))

        def transcription(self):
            if self.path != PATH:
                raise Refused(404, f"there is nothing at {self.path}")
            length = int(self.headers.get("Content-Length") or 0)
            if length > LONGEST:
                raise Refused(413, "the sound is longer than two hours")
            form = fields(self.headers.get("Content-Type", ""), self.rfile.read(length))
            if "file" not in form:
                raise Refused(400, "the form holds no file")
            language = form.get("language", b"en").decode()
            if language not in ("en", "english"):
                raise Refused(400, f"the language {language} is not known here; en is")
            pcm = samples(form["file"])
            words = recogniser.words(pcm)
            text = " ".join(word["word"] for word in words)
            shape = form.get("response_format", b"json").decode()
            if shape == "text":
                return "text/plain; charset=utf-8", text + "\n"
            if shape == "json":
                return "application/json", json.dumps({"text": text})
            if shape == "verbose_json":
                whole = {"task": "transcribe", "language": "english", "duration": len(pcm) / 2 / RATE, "text": text, "words": words}
                return "application/json", json.dumps(whole)
            raise Refused(400, f"the response format {shape} is not known; json, text and verbose_json are")

        def reply(self, status, kind, body):
            body = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """What is said here is nobody's business."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8642)
    with server(parser.parse_args().port) as running:
        print(f"listening on http://127.0.0.1:{running.server_port}{PATH}", file=sys.stderr)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            pass
