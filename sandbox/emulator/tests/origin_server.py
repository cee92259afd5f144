"""A server behind a load balancer, whose answers a test sets: of requests, and of a WebSocket that echoes bytes."""

import base64
import hashlib
import http.server
import threading

_GUID = b'258EAFA5-E914-47DA-95CA-C5AB0DC85B11'


class OriginServer:
    """`answer(request)` returns a status, headers and a body; `asked` are the requests, of which each has `Host`. With
    `tls`, an SSLContext, it speaks TLS.
    """

    def __init__(self, answer, tls=None):
        self.answer, self.asked, self.switches = answer, [], True
        self._server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), self._handler())
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self._server.server_address[1]

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def _handler(self):
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def handle_any(self):
                server.asked.append(self)
                if server.switches and self.headers['Sec-WebSocket-Key']:
                    return self.echo()
                length = int(self.headers['Content-Length'] or 0)
                self.rfile.read(length)
                status, headers, body = server.answer(self)
                self.send_response_only(status)
                for name, value in {**headers, 'Content-Length': str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command != 'HEAD':
                    self.wfile.write(body)
                return None

            do_GET = do_HEAD = do_OPTIONS = do_POST = handle_any  # noqa: N815

            def echo(self):
                """Switches, greets, and sends back what comes until the client ends or says `end`."""
                accepted = base64.b64encode(hashlib.sha1(self.headers['Sec-WebSocket-Key'].encode() + _GUID).digest())
                self.send_response_only(101)
                for name, value in {
                    'Upgrade': 'websocket',
                    'Connection': 'Upgrade',
                    'Sec-WebSocket-Accept': accepted.decode(),
                    'Sec-WebSocket-Protocol': self.headers['Sec-WebSocket-Protocol'] or 'none',
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(f'{self.headers["Host"]} {self.path}'.encode())
                while (came := self.connection.recv(65536)) not in (b'', b'end'):
                    self.connection.sendall(came)
                server.asked.append('ended')
                self.close_connection = True

            def log_message(self, *_):
                pass

        return Handler
