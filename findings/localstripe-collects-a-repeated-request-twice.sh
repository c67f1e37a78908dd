#!/usr/bin/env bash
# localstripe 1.15.4, a stateful fake of Stripe's API, takes the header Idempotency-Key and does not heed it: the same request under
# the same key makes two invoice items, where Stripe answers the second time with the first (its API reference, "Idempotent
# requests"). Customers cannot be given ids either: `id` is an unexpected parameter. A test that hands the same requests over twice
# proves nothing with it about what would be collected twice.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check localstripe==1.15.4

cd "$work"
cat > run.py <<'PY'
import json
import socket
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from aiohttp import web
from localstripe.server import app

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
threading.Thread(
    target=lambda: web.run_app(app, host="127.0.0.1", port=port, print=None, handle_signals=False), daemon=True
).start()


def call(path, values=None, key=None):
    data = urllib.parse.urlencode(values).encode() if values else None
    request = urllib.request.Request(f"http://127.0.0.1:{port}/v1/{path}", data)
    request.add_header("Authorization", "Bearer sk_test_12345")
    if key:
        request.add_header("Idempotency-Key", key)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


for _ in range(100):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        break
    except OSError:
        time.sleep(0.1)

print("customer with an id of one's own:", call("customers", {"id": "cus_mine", "name": "Acme"})[0])
customer = call("customers", {"name": "Acme"})[1]["id"]
item = {"customer": customer, "amount": "1234", "currency": "usd", "description": "Invoice 1"}
first, again = (call("invoiceitems", item, "key-1")[1]["id"] for _ in range(2))
print("the same item for the same key:", first == again)
PY
"$work/venv/bin/python" run.py 2>/dev/null | tee out.txt

diff out.txt - <<'EOF'
customer with an id of one's own: 400
the same item for the same key: False
EOF
echo "as described"
