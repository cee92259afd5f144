"""A client of a WebSocket that sends the handshake and then any bytes."""

import socket

WITHIN = 5
KEY, ACCEPT = 'dGhlIHNhbXBsZSBub25jZQ==', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='  # of RFC 6455


class WebSocket:
    def __init__(self, test, host, path='/ws', protocol='https', **headers):
        address, port = test.url.removeprefix('http://').split(':')
        self._socket = socket.create_connection((address, int(port)), timeout=WITHIN)
        test.addCleanup(self._socket.close)
        sent = {
            'Host': host,
            'Connection': 'keep-alive, Upgrade',
            'Upgrade': 'websocket',
            'Sec-WebSocket-Version': '13',
            'Sec-WebSocket-Key': KEY,
            'X-Forwarded-Proto': protocol,
            **headers,
        }
        lines = [f'GET {path} HTTP/1.1', *(f'{name}: {value}' for name, value in sent.items())]
        self.send('\r\n'.join([*lines, '', '']).encode())
        head, _, self._rest = self._until(b'\r\n\r\n')
        status, *fields = head.decode().split('\r\n')
        self.status = int(status.split()[1])
        self.headers = {name.lower(): value for name, _, value in (field.partition(': ') for field in fields)}

    def _until(self, end):
        came = b''
        while end not in came:
            came += self._socket.recv(65536)
        return came.partition(end)

    def send(self, data):
        self._socket.sendall(data)

    def receive(self, length):
        while len(self._rest) < length and (came := self._socket.recv(65536)):
            self._rest += came
        received, self._rest = self._rest[:length], self._rest[length:]
        return received

    def close(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
