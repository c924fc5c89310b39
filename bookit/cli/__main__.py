"""`python -m bookit.cli` is `bookit`: the way one process of ours starts another."""

from bookit.cli import app

app(prog_name="bookit")
