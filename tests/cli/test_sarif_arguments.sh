# What SARIF gives as the arguments of a message is what the message names.
. "$CLI_LIB"

cat >cached.py <<'END'
import functools

from flask import Flask

app = Flask(__name__)


@functools.lru_cache(maxsize=None)
def load(url):
    return url.split("/")


@app.route("/")
def index():
    return load("https://a/b")


loaders = [load]
END
heaplint 0 check --isolated --select MEM602 --output sarif cached.py
out_has '"arguments":["load","url","","40","3.11"]'
