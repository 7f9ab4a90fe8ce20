"""The standard library's network: clients, servers, openers."""

import io
import threading


def _serving(server):
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    return thread


def openers():
    import http.cookiejar
    import urllib.error
    import urllib.request

    opener = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        urllib.request.ProxyHandler({"http": "http://localhost:1"}),
        urllib.request.HTTPBasicAuthHandler(),
    )
    try:
        opener.open("http://localhost:1/", timeout=1)
    except urllib.error.URLError:
        pass
    opener.open("data:text/plain,x").read()
    urllib.request.Request("http://localhost/", data=b"x")


def clients():
    import http.client
    import http.server
    import socketserver
    import urllib.request

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", "1")
            self.end_headers()
            self.wfile.write(b"x")

        def log_message(self, *arguments):
            pass

    class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
        pass

    server = Server(("127.0.0.1", 0), Handler)
    thread = _serving(server)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
        connection.request("GET", "/")
        connection.getresponse().read()
        connection.close()
        with urllib.request.urlopen("http://127.0.0.1:%d/" % server.server_port) as answer:
            answer.read()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def xmlrpc_servers():
    import xmlrpc.client
    import xmlrpc.server

    server = xmlrpc.server.SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False)
    server.register_introspection_functions()
    server.register_function(pow)
    thread = _serving(server)
    try:
        with xmlrpc.client.ServerProxy("http://127.0.0.1:%d" % server.server_address[1]) as proxy:
            proxy.pow(2, 3)
            proxy.system.listMethods()
            try:
                proxy.nothing()
            except xmlrpc.client.Fault:
                pass
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def wsgi():
    import wsgiref.handlers
    import wsgiref.simple_server
    import wsgiref.util
    import wsgiref.validate

    def application(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"x"]

    environ = {}
    wsgiref.util.setup_testing_defaults(environ)
    handler = wsgiref.handlers.SimpleHandler(io.BytesIO(), io.BytesIO(), io.StringIO(), environ)
    handler.run(wsgiref.validate.validator(application))
    server = wsgiref.simple_server.make_server("127.0.0.1", 0, application)
    server.server_close()


def servers():
    import socket
    import socketserver

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(self.rfile.readline())

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    thread = _serving(server)
    with socket.create_connection(server.server_address) as client:
        client.sendall(b"x\n")
        client.makefile("rb").read()
    server.shutdown()
    thread.join()
    server.server_close()


def cookies():
    import http.cookiejar
    import http.cookies
    import urllib.parse
    import urllib.robotparser

    cookie = http.cookies.SimpleCookie("a=b; c=d")
    cookie["a"]["path"] = "/"
    http.cookiejar.MozillaCookieJar()
    urllib.robotparser.RobotFileParser().parse(["User-agent: *", "Disallow: /"])
    urllib.parse.urlsplit("http://a/b?c")


def mails():
    import smtplib
    import socket

    listener = socket.create_server(("127.0.0.1", 0))

    def answer():
        client, _ = listener.accept()
        with client:
            client.sendall(b"220 x\r\n")
            client.recv(100)
            client.sendall(b"250 x\r\n")
            client.recv(100)
            client.sendall(b"221 x\r\n")

    thread = threading.Thread(target=answer)
    thread.start()
    with smtplib.SMTP("127.0.0.1", listener.getsockname()[1]) as client:
        client.ehlo()
    thread.join()
    listener.close()
    try:
        smtplib.SMTP("127.0.0.1", 1)
    except OSError:
        pass


def ftps():
    import ftplib
    import telnetlib

    ftplib.FTP()
    telnetlib.Telnet()


def chats():
    import asynchat
    import asyncore
    import smtpd
    import socket

    channels = {}
    server = smtpd.SMTPServer(("127.0.0.1", 0), None, map=channels)
    client = socket.create_connection(server.socket.getsockname())
    asyncore.loop(0.1, map=channels, count=2)
    client.close()
    asyncore.close_all(channels)
    asynchat.simple_producer(b"x")
