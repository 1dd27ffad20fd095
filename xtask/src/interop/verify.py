"""Runs the suite against a service that has botocore sign every request once more, and compares the signatures.

Usage: verify.py BINARY. The service answers nothing of use: what the suite makes of it does not matter. It also is the
container endpoint that the suite gets its credentials from, so that these have a session token.
"""

import http.server
import json
import os
import re
import subprocess
import sys
import threading

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

REGION = "eu-south-2"
KEYS = {
    "AccessKeyId": "ASIAINTEROPINTEROP00",
    "SecretAccessKey": "interop+secret/access+key/of+nobody/0123",
    "Token": "interop/session+token/of+nobody==" * 8,
    "Expiration": "2999-01-01T00:00:00Z",
}
# Requests with paths, bodies and headers of all sorts; not those whose signatures are wrong on purpose.
ONLY = ["cluster.*", "request.*", "boundary.*", "response.*", "http.space*", "sigv4.good*"]
AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^,/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request, "
    r"SignedHeaders=([^,]+), Signature=([0-9a-f]{64})"
)

lock = threading.Lock()
agreed, differing, apart, unreadable = 0, [], 0, 0


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def answer(self):
        if self.path == "/credentials":
            return self.say(200, KEYS)
        if "Content-Length" in self.headers and "Transfer-Encoding" not in self.headers:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            compare(self, body)
        else:
            # How bodies are framed is no business of a signature.
            self.close_connection = True
        self.say(400, {"message": "this service only looks at signatures"})

    def say(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def compare(request, body):
    """Has botocore sign the request as it was sent, and takes note of whether it comes to the same."""
    global agreed, apart, unreadable
    found = AUTHORIZATION.fullmatch(request.headers.get("Authorization", ""))
    if not found:
        with lock:
            unreadable += 1
        return
    key, day, region, service, signed, signature = found.groups()
    again = AWSRequest(method=request.command, url=f"http://{request.headers['Host']}{request.path}", data=body)
    for name in signed.split(";"):
        again.headers[name] = ",".join(request.headers.get_all(name, []))
    again.context["timestamp"] = request.headers["X-Amz-Date"]
    credentials = Credentials(KEYS["AccessKeyId"], KEYS["SecretAccessKey"], KEYS["Token"])
    signer = SigV4Auth(credentials, service, region)
    theirs = signer.signature(signer.string_to_sign(again, signer.canonical_request(again)), again)
    whole = (key, day, region, service) == (
        KEYS["AccessKeyId"], request.headers["X-Amz-Date"][:8], REGION, "eks-auth",
    ) and request.headers["X-Amz-Security-Token"] == KEYS["Token"] and "x-amz-security-token" in signed.split(";")
    with lock:
        if whole and theirs == signature:
            agreed += 1
        elif whole and signers_differ(request):
            apart += 1
        else:
            differing.append(f"{request.command} {request.path[:120]} signed {signed}")


def signers_differ(request):
    """Whether no two signers need agree: what no client of AWS sends, they make canonical each in their way.

    Queries, which this API has none of; methods in small letters; dot segments; bytes that are in no URL; tabs in headers.
    """
    path = request.path
    dots = any(segment in (".", "..") for segment in path.split("/"))
    tab = "\t" in request.headers.get("Content-Type", "")
    return "?" in path or dots or tab or not path.isascii() or not request.command.isupper()


def main(binary):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{server.server_port}"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    clean |= {"AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{endpoint}/credentials", "AWS_EC2_METADATA_DISABLED": "true"}
    clean |= {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    command = [binary, "service", "--endpoint", endpoint, "--caller", "aws", "--region", REGION, "--seed", "1"]
    command += [word for pattern in ONLY for word in ("--only", pattern)]
    ended = subprocess.run(command, env=clean, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if ended.returncode not in (1, 3):
        print(ended.stdout[-2000:], ended.stderr[-2000:])
        return 1
    for line in sorted(set(differing)):
        print(f"differs: {line}")
    others = f"{apart} differ of requests that signers differ about, {unreadable} are not in a header"
    print(f"{agreed} signatures agree, {len(differing)} differ; {others}")
    return 0 if agreed > 500 and not differing else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
