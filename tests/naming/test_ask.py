import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pydantic import ValidationError

from analysis.naming.ask import NamingError, ask
from analysis.naming.settings import NamingSettings

ECHO = f"{sys.executable} -c 'import sys; print(\"<think>hm</think>\" + sys.stdin.read().upper())'"


def test_a_program_reads_the_question_and_its_thoughts_are_left_out():
    assert ask("a name; $(touch x) `y`", command=ECHO) == "A NAME; $(TOUCH X) `Y`"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("no-such-program-here", "cannot be run"),
        (f"{sys.executable} -c 'import sys; sys.exit(\"broken\")'", "failed with 1: broken"),
        (f"{sys.executable} -c 'import time; time.sleep(9)'", "no answer in"),
        ("http://localhost:1/v1", "is the service running"),
    ],
)
def test_a_program_that_cannot_be_asked_is_told(command, message):
    with pytest.raises(NamingError, match=message):
        ask("a", command=command, model="m", patience=0.5 if "sleep" in command else 20)


@pytest.fixture
def service():
    """A service on this machine that answers with what it was asked, and forgets how for a model called odd."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer = {"choices": [{"message": {"content": f"{asked['model']} {asked['messages'][0]['content']}"}}]}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}" if asked["model"] == "odd" else json.dumps(answer).encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()


def test_a_service_is_asked_as_openais(service):
    assert ask("hello", command=service, model="small") == "small hello"
    with pytest.raises(NamingError, match="does not answer as"):
        ask("hello", command=service, model="odd")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"command": "https://api.example.org/v1", "model": "m"}, "localhost alone"),
        ({"command": "http://localhost.example.org/v1", "model": "m"}, "localhost alone"),
        ({"command": "http://localhost:11434/v1"}, "model of a name"),
    ],
)
def test_titles_leave_this_machine_for_no_service(given, message):
    with pytest.raises(ValidationError, match=message):
        NamingSettings(**given)
