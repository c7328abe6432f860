"""A service on this machine that answers by a function, with the troubles it is given."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

Answer = tuple[int, dict[str, str], bytes]


class Clock:
    """Time that passes only while someone sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Server:
    """A service that answers by a function; first with the troubles it was given, one a request."""

    def __init__(self, answer: Callable[[str, dict[str, str]], Answer], clock: Clock) -> None:
        self.times: list[float] = []
        self.asked: list[dict[str, str]] = []
        self.troubles: list[Answer | str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.reply("")

            def do_POST(self) -> None:
                self.reply(self.rfile.read(int(self.headers["Content-Length"])).decode())

            def reply(self, form: str) -> None:
                parts = urlsplit(self.path)
                asked = {name: values[0] for name, values in parse_qs(f"{parts.query}&{form}").items()}
                server.times.append(clock.now)
                trouble = server.troubles.pop(0) if server.troubles else None
                if trouble == "hang up":
                    self.connection.close()
                    return
                status, headers, body = trouble or answer(parts.path, asked)
                if not trouble:
                    server.asked.append(asked)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def serve(clock):
    started: list[Server] = []

    def start(answer: Callable[[str, dict[str, str]], Answer]) -> Server:
        started.append(Server(answer, clock))
        return started[-1]

    yield start
    for server in started:
        server.http.shutdown()
        server.http.server_close()
