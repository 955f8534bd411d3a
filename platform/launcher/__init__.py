"""From a bare clone to a running site: what `make run` does after it has found a Python.

`bootstrap.py` runs on that Python with nothing installed: it makes .venv and hands over to it.
`python -m launcher` then starts PostgreSQL, prepares the region, serves the site and, when it is
told to stop, stops all it started. It writes to .venv/, .local/ and out/ only.
"""
